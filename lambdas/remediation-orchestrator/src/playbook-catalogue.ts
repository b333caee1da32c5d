import * as z from 'zod';
import type { PermittedResource, Playbook } from './domain/playbook';

const RESOURCES: Readonly<Record<PermittedResource, string>> = {
  bucket: 'buckets of the account',
  securityGroup: 'security groups',
  securityGroupRule: 'security group rules',
  newSecurityGroupRule: 'security group rules as they are created',
  vpc: 'VPCs',
  routeTable: 'route tables',
  vpcEndpoint: 'VPC endpoints',
  newVpcEndpoint: 'VPC endpoints as they are created',
  ownVpcEndpoint: 'VPC endpoints that a playbook created',
  networkInterface: 'network interfaces',
  natGateway: 'NAT gateways',
  flowLog: 'flow logs',
  newFlowLog: 'flow logs as they are created',
  ownFlowLog: 'flow logs that a playbook created',
  any: 'any resource',
};

/** The playbooks as sections of Markdown, in lists only: Prettier leaves those as they are. */
export function playbookCatalogue(playbooks: readonly Playbook[]): string {
  return playbooks.map(section).join('\n');
}

function section({ id, description, anomalyTypes, parameters, permissions }: Playbook): string {
  return [
    `### ${id}`,
    '',
    description,
    '',
    `- For anomalies of type ${anomalyTypes.map(code).join(', ')}`,
    '- Parameters:',
    ...parameterLines(parameters),
    '- Permissions:',
    ...permissions.map(
      ({ actions, resource, reason }) =>
        `  - ${actions.map(code).join(', ')} on ${RESOURCES[resource]}. ${reason}`,
    ),
    '',
  ].join('\n');
}

interface ParameterSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
}

function parameterLines(parameters: Playbook['parameters']): readonly string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters);
  return Object.entries(properties).map(([name, schema]) => {
    const { type, enum: choices } = schema as ParameterSchema;
    const values = choices ? choices.map(code).join(' or ') : String(type);
    return `  - ${code(name)}: ${values}${required.includes(name) ? '' : ', optional'}`;
  });
}

function code(text: string): string {
  return `\`${text}\``;
}
