import {
  DescribeSecurityGroupRulesCommand,
  DescribeVpcEndpointsCommand,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { type PlannedRemediation, playbookParametersSchemas } from '@egress/contracts';
import type { AccountClients } from './account-clients';

/** What a playbook changes, read back from the account, in a line that is the same only for the same state. */
export async function readState(
  { playbook, parameters }: Pick<PlannedRemediation, 'playbook' | 'parameters'>,
  { s3, ec2 }: Pick<AccountClients, 's3' | 'ec2'>,
): Promise<string> {
  switch (playbook) {
    case 'block-s3-public-access':
      return blockOf(s3, playbookParametersSchemas[playbook].parse(parameters).bucket);
    case 'revoke-security-group-rules':
      return openPortsOf(ec2, playbookParametersSchemas[playbook].parse(parameters).groupId);
    case 'create-gateway-endpoint':
      return endpointsOf(ec2, playbookParametersSchemas[playbook].parse(parameters).vpcId);
    case 'start-nat-recording':
      return 'not read';
  }
}

async function blockOf(s3: AccountClients['s3'], Bucket: string): Promise<string> {
  try {
    const { PublicAccessBlockConfiguration = {} } = await s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    const switches = Object.values(PublicAccessBlockConfiguration);
    return `${switches.filter(Boolean).length} of ${switches.length} public access switches on`;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration')
      return 'no public access block';
    throw error;
  }
}

async function openPortsOf(ec2: AccountClients['ec2'], groupId: string): Promise<string> {
  const Filters = [{ Name: 'group-id', Values: [groupId] }];
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
  const isOpen = ({ IsEgress, CidrIpv4 }: SecurityGroupRule) => !IsEgress && CidrIpv4 === '0.0.0.0/0';
  const ports = SecurityGroupRules.filter(isOpen).map(({ FromPort = 0 }) => FromPort);
  return `open to the world: ${ports.sort((a, b) => a - b).join(', ') || 'nothing'}`;
}

async function endpointsOf(ec2: AccountClients['ec2'], vpcId: string): Promise<string> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ Filters }));
  const lines = VpcEndpoints.filter(({ State = '' }) => !/delet/i.test(State)).map(
    ({ ServiceName = '', RouteTableIds = [] }) =>
      `${ServiceName.split('.').at(-1)} endpoint on ${RouteTableIds.length} of the route tables`,
  );
  return lines.sort().join(', ') || 'no gateway endpoint';
}
