import { Role } from '@egress/module-security';
import type { CoreStack } from './core-stack';

/**
 * The only role that may call Bedrock. The analyzer assumes it for each analysis, so that calls to models show up in
 * CloudTrail under a name of their own. Which models it may call is given with the model that is configured.
 */
export function bedrockAccessRole(stack: CoreStack): Role {
  const analyzer = stack.functionRoles['bedrock-analyzer'];
  const role = new Role(stack, 'BedrockAccessRole', {
    name: 'bedrock-access',
    description: 'Calls the configured Bedrock model; assumed by the analyzer',
    assumedBy: { role: analyzer },
  });
  analyzer.allow(stack, { actions: ['sts:AssumeRole'], resources: [role.arn] });
  return role;
}
