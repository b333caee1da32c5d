import type { Playbook } from './playbook';
import { blockS3PublicAccess } from './playbooks/block-s3-public-access';
import { createGatewayEndpoint } from './playbooks/create-gateway-endpoint';
import { revokeSecurityGroupRules } from './playbooks/revoke-security-group-rules';
import { startNatRecording } from './playbooks/start-nat-recording';

/**
 * Every playbook there is. The function, its role, the documentation and the tests take them from here. Of several that
 * fit an anomaly, an earlier one is tried first: recording comes last, as it finds out but mends nothing.
 */
export const PLAYBOOKS: readonly Playbook[] = [
  blockS3PublicAccess,
  revokeSecurityGroupRules,
  createGatewayEndpoint,
  startNatRecording,
];
