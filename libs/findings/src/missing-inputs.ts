import type { Cause, CauseContext, Need } from './findings-context';

const WHAT_TO_GIVE: Readonly<Record<Need, string>> = {
  inventory:
    '--inventory with describe-nat-gateways.json, describe-route-tables.json, describe-vpc-endpoints.json, describe-addresses.json and the other describe-*.json files (`egress inventory` collects them)',
  bill: '--bill with a Cost and Usage Report or FOCUS export',
  's3-logs': 'S3 server access logs',
  'cloudfront-logs': 'CloudFront access logs',
};

/** Whether the analysis has what a cause needs to be proved. */
export function canBeProved(cause: Cause, context: CauseContext): boolean {
  const has: Readonly<Record<Need, boolean>> = {
    inventory: context.hasInventory,
    bill: context.hasBill,
    's3-logs': context.hasS3Logs,
    'cloudfront-logs': context.hasCloudFrontLogs,
  };
  return cause.needsOneOf.length === 0 || cause.needsOneOf.some((need) => has[need]);
}

/** One sentence for each kind of missing input: which causes it leaves open, and what to give. */
export function missingInputNotes(unproved: readonly Cause[]): string[] {
  const byNeed = new Map<string, string[]>();
  for (const { cause, needsOneOf } of unproved) {
    const what = needsOneOf.map((need) => WHAT_TO_GIVE[need]).join(', or ');
    byNeed.set(what, [...(byNeed.get(what) ?? []), cause]);
  }
  return [...byNeed].map(([what, causes]) => `Not checked: ${causes.join(', ')}. Needs ${what}.`);
}
