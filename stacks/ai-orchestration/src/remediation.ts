import type { AiOrchestrationSettings } from '@egress/configuration';
import {
  type environment,
  functionSettings,
  permissions,
} from '@egress/lambda-remediation-orchestrator/contract';
import type { EgressStack } from '@egress/module-foundation';
import { BundledFunction, type FunctionRuntime } from '@egress/module-functions';
import type { Role } from '@egress/module-security';
import type { Table } from '@egress/module-storage';
import type { z } from 'zod';
import { playbookAccess } from './playbook-access';

interface RemediationProps {
  readonly settings: AiOrchestrationSettings;
  readonly role: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly findings: Table;
}

/** Plans, applies, verifies and undoes playbooks; may do what the playbooks declare, as far as their modes go. */
export function createRemediation(stack: EgressStack, props: RemediationProps): BundledFunction {
  const { settings, role, findings } = props;
  const { remediationMode, playbookModes } = settings;
  findings.grant(role, ...permissions.findingsTable);
  const modeOf = (playbook: keyof typeof playbookModes) => playbookModes[playbook] ?? remediationMode;
  for (const statement of playbookAccess(modeOf, stack.deployment)) role.allow(stack, statement);
  return new BundledFunction(stack, 'RemediationOrchestrator', {
    name: 'remediation-orchestrator',
    description: 'Plans, applies, verifies and undoes remediation playbooks',
    role,
    runtime: props.functionRuntime,
    ...functionSettings,
    environment: {
      FINDINGS_TABLE_NAME: findings.name,
      REMEDIATION_MODE: remediationMode,
      PLAYBOOK_MODES: JSON.stringify(playbookModes),
    } satisfies z.input<typeof environment>,
  });
}
