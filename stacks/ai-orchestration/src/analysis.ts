import type { AiOrchestrationSettings } from '@egress/configuration';
import { type environment, functionSettings, permissions } from '@egress/lambda-bedrock-analyzer/contract';
import type { EgressStack } from '@egress/module-foundation';
import { BundledFunction, type FunctionRuntime } from '@egress/module-functions';
import { anyResource, type Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { z } from 'zod';
import { bedrockModelAccess, guardrailAccess } from './bedrock-model-access';

interface AnalysisProps {
  readonly settings: AiOrchestrationSettings;
  readonly role: Role;
  /** May call the configured model and no other; nothing at all without a model. */
  readonly bedrockAccess: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly processedData: Bucket;
}

const EGRESS_HOURLY_PREFIX = 'egress_hourly/';

/** Gathers facts on an anomaly and ranks its causes; with a model, has it explain them. */
export function createAnalysis(stack: EgressStack, props: AnalysisProps): BundledFunction {
  const { settings, role, bedrockAccess, processedData } = props;
  const { bedrockModelId: modelId, bedrockGuardrail: guardrail } = settings;
  const { actions, reason } = permissions.anyResource;
  role.allow(stack, { actions, resources: anyResource(reason) });
  allowReading(stack, props);
  if (modelId) allowModel(stack, props);
  return new BundledFunction(stack, 'BedrockAnalyzer', {
    name: 'bedrock-analyzer',
    description: 'Gathers evidence on an anomaly and explains its cause',
    role,
    runtime: props.functionRuntime,
    ...functionSettings,
    environment: {
      PROCESSED_BUCKET: processedData.name,
      EGRESS_HOURLY_PREFIX,
      BEDROCK_MODEL_ID: modelId,
      BEDROCK_ROLE_ARN: bedrockAccess.arn,
      BEDROCK_GUARDRAIL_ID: guardrail?.id ?? '',
      BEDROCK_GUARDRAIL_VERSION: guardrail?.version ?? 'DRAFT',
    } satisfies z.input<typeof environment>,
  });
}

function allowReading(stack: EgressStack, { role, processedData }: AnalysisProps): void {
  role.allow(stack, {
    actions: permissions.processedBucket,
    resources: [processedData.arn],
    conditions: { StringLike: { 's3:prefix': [`${EGRESS_HOURLY_PREFIX}*`] } },
  });
  role.allow(stack, {
    actions: permissions.egressHourly,
    resources: [`${processedData.arn}/${EGRESS_HOURLY_PREFIX}*`],
  });
}

function allowModel(stack: EgressStack, { settings, bedrockAccess }: AnalysisProps): void {
  for (const statement of bedrockModelAccess(settings.bedrockModelId, stack.deployment)) {
    bedrockAccess.allow(stack, statement);
  }
  const { bedrockGuardrail: guardrail } = settings;
  if (guardrail) bedrockAccess.allow(stack, guardrailAccess(guardrail.id, stack.deployment));
}
