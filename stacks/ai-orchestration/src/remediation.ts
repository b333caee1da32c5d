import type { AiOrchestrationSettings } from '@egress/configuration';
import {
  type environment,
  functionSettings,
  permissions,
} from '@egress/lambda-remediation-orchestrator/contract';
import { FLOW_LOG_FIELDS, RAW_PREFIXES } from '@egress/module-delivery';
import type { EgressStack } from '@egress/module-foundation';
import { BundledFunction, type FunctionRuntime } from '@egress/module-functions';
import type { Role } from '@egress/module-security';
import type { Bucket, Table } from '@egress/module-storage';
import { loadPriceBook, vendedLogPrices } from '@egress/prices';
import type { z } from 'zod';
import { playbookAccess } from './playbook-access';

interface RemediationProps {
  readonly settings: AiOrchestrationSettings;
  readonly role: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly findings: Table;
  /** Gets the recordings of NAT gateways. */
  readonly rawLogs: Bucket;
}

/** Plans, applies, verifies and undoes playbooks; may do what the playbooks declare, as far as their modes go. */
export function createRemediation(stack: EgressStack, props: RemediationProps): BundledFunction {
  const { settings, role, findings, rawLogs } = props;
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
      MAX_CHANGES_PER_HOUR: String(settings.maxChangesPerHour),
      PLAYBOOK_MODES: JSON.stringify(playbookModes),
      RECORDING_DESTINATION: `${rawLogs.arn}/${RAW_PREFIXES.natRecordings}`,
      RECORDING_FIELDS: FLOW_LOG_FIELDS.join(' '),
      RECORDING_USD_PER_GB: String(vendedLogPrices(loadPriceBook(), stack.deployment.region).s3Parquet),
    } satisfies z.input<typeof environment>,
  });
}
