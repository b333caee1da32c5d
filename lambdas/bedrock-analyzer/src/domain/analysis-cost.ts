/** What a model is billed: tokens that it was sent and that it answered. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** USD of a request to Cost Explorer, each page one: https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing/. */
export const COST_EXPLORER_REQUEST_USD = 0.01;

/**
 * USD per million tokens, on demand in us-east-1, as of 2026-11: https://aws.amazon.com/bedrock/pricing/. The first that the
 * id of the model or inference profile contains.
 */
const LIST_PRICES: readonly (readonly [string, Tokens])[] = [
  ['amazon.nova-micro', { input: 0.035, output: 0.14 }],
  ['amazon.nova-lite', { input: 0.06, output: 0.24 }],
  ['amazon.nova-2-lite', { input: 0.3, output: 2.5 }],
  ['amazon.nova-pro', { input: 0.8, output: 3.2 }],
  ['amazon.nova-premier', { input: 2.5, output: 12.5 }],
];

/** Of the dearest models on Bedrock: what is not in the list costs at most this. */
const DEAREST: Tokens = { input: 15, output: 75 };

/** USD of one call at list price; at most that, where the model's price is not known. */
export function modelUsd(modelId: string, { input, output }: Tokens): number {
  const price = LIST_PRICES.find(([model]) => modelId.includes(model))?.[1] ?? DEAREST;
  return (input * price.input + output * price.output) / 1e6;
}
