import type { PolicyStatement } from '@egress/module-security';

interface Location {
  readonly account: string;
  readonly region: string;
}

/** How the ids of inference profiles begin that AWS defines, such as `us.anthropic.claude-sonnet-4-20250514-v1:0`. */
const PROFILE = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\.(?<model>.+)$/;

/** What the Converse API needs. */
const actions = ['bedrock:InvokeModel'];

/**
 * What calling one model through Bedrock takes, and no other. An inference profile needs its models as well, in every region
 * that it may choose; these are allowed through that profile only. See "Prerequisites for inference profiles" in the Bedrock
 * guide.
 */
export function bedrockModelAccess(modelId: string, location: Location): readonly PolicyStatement[] {
  if (/^arn:[^:]+:bedrock:.*:(application-)?inference-profile\//.test(modelId))
    return throughProfile(modelId, '*');
  if (modelId.startsWith('arn:')) return [{ actions, resources: [modelId] }];
  const model = PROFILE.exec(modelId)?.groups?.['model'];
  const { account, region } = location;
  return model === undefined
    ? [{ actions, resources: [`arn:aws:bedrock:${region}::foundation-model/${modelId}`] }]
    : throughProfile(`arn:aws:bedrock:${region}:${account}:inference-profile/${modelId}`, model);
}

function throughProfile(profileArn: string, model: string): readonly PolicyStatement[] {
  return [
    { actions, resources: [profileArn] },
    {
      actions,
      resources: [`arn:aws:bedrock:*::foundation-model/${model}`],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } },
    },
  ];
}

/** What applying a guardrail, given by id or ARN, takes. */
export function guardrailAccess(guardrailId: string, { account, region }: Location): PolicyStatement {
  const arn = guardrailId.startsWith('arn:')
    ? guardrailId
    : `arn:aws:bedrock:${region}:${account}:guardrail/${guardrailId}`;
  return { actions: ['bedrock:ApplyGuardrail'], resources: [arn] };
}
