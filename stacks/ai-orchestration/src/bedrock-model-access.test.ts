import { bedrockModelAccess, guardrailAccess } from './bedrock-model-access';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const actions = ['bedrock:InvokeModel'];

it.each([
  ['amazon.nova-lite-v1:0', 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0'],
  ['minimax.minimax-m2.1', 'arn:aws:bedrock:eu-west-1::foundation-model/minimax.minimax-m2.1'],
  [
    'arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/abc',
    'arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/abc',
  ],
])('allows the model %s alone', (modelId, arn) => {
  expect(bedrockModelAccess(modelId, HERE)).toEqual([{ actions, resources: [arn] }]);
});

it.each([
  ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 'anthropic.claude-sonnet-4-20250514-v1:0'],
  ['us-gov.amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'],
  ['global.amazon.nova-2-lite-v1:0', 'amazon.nova-2-lite-v1:0'],
])('allows the profile %s, and its model in any region through that profile alone', (modelId, model) => {
  const profile = `arn:aws:bedrock:eu-west-1:111122223333:inference-profile/${modelId}`;
  expect(bedrockModelAccess(modelId, HERE)).toEqual([
    { actions, resources: [profile] },
    {
      actions,
      resources: [`arn:aws:bedrock:*::foundation-model/${model}`],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profile } },
    },
  ]);
});

it('allows whatever models an application’s own profile has, through that profile alone', () => {
  const profile = 'arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc';
  expect(bedrockModelAccess(profile, HERE)).toEqual([
    { actions, resources: [profile] },
    {
      actions,
      resources: ['arn:aws:bedrock:*::foundation-model/*'],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profile } },
    },
  ]);
});

it.each([
  ['abc', 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc'],
  [
    'arn:aws:bedrock:eu-west-1:444455556666:guardrail/abc',
    'arn:aws:bedrock:eu-west-1:444455556666:guardrail/abc',
  ],
])('allows the guardrail %s alone', (guardrailId, arn) => {
  expect(guardrailAccess(guardrailId, HERE)).toEqual({
    actions: ['bedrock:ApplyGuardrail'],
    resources: [arn],
  });
});
