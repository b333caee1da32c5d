import type { Playbook } from './playbook';
import { blockS3PublicAccess } from './playbooks/block-s3-public-access';
import { revokeSecurityGroupRules } from './playbooks/revoke-security-group-rules';

/** Every playbook there is. The function, its role and the tests take them from here. */
export const PLAYBOOKS: readonly Playbook[] = [blockS3PublicAccess, revokeSecurityGroupRules];
