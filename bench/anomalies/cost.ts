import type { Usage } from './usage';

/**
 * List prices in USD in us-east-1, without free tiers, as of 2026-11; other regions differ.
 * - https://aws.amazon.com/lambda/pricing/: arm64, requests and GB-seconds
 * - https://aws.amazon.com/step-functions/pricing/: standard workflows
 * - https://aws.amazon.com/dynamodb/pricing/on-demand/: write request units
 * - https://aws.amazon.com/sns/pricing/: requests; delivery by e-mail is 2 USD per 100,000 more
 */
const USD = {
  invocation: 0.2e-6,
  gbSecond: 0.0000133334,
  transition: 25e-6,
  writeRequestUnit: 0.625e-6,
  publish: 0.5e-6,
} as const;

export interface Cost {
  readonly what: string;
  readonly usd: number;
}

/** What the usage costs, the dearest first. */
export function costOf(usage: Usage): readonly Cost[] {
  const { invocations, gbSeconds, transitions, writeRequestUnits, publishes, tokens } = usage;
  return [
    {
      what: `Step Functions: ${transitions} transitions, tries after the first included`,
      usd: transitions * USD.transition,
    },
    {
      what: `Lambda: ${invocations} calls, ${gbSeconds.toFixed(1)} GB-s as measured here`,
      usd: invocations * USD.invocation + gbSeconds * USD.gbSecond,
    },
    {
      what: `DynamoDB: ${writeRequestUnits} write request units`,
      usd: writeRequestUnits * USD.writeRequestUnit,
    },
    { what: `SNS: ${publishes} messages`, usd: publishes * USD.publish },
    {
      what: `Bedrock and Cost Explorer: ${tokens.input} tokens in, ${tokens.output} out`,
      usd: usage.analysisUsd,
    },
  ].sort((a, b) => b.usd - a.usd);
}
