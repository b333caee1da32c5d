/** What a delivered log's path says about all its records. */
export interface PathLiterals {
  readonly accountId: string | null;
  readonly region: string | null;
}

const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d';
/** `AWSLogs/<account>/vpcflowlogs/<region>/…`, then hive folders, then the file's own name. */
const ACCOUNT_PATTERNS = [
  /AWSLogs\/(?:[^/]+\/)*?(\d{12})\//,
  /aws-account-id=(\d{12})(?:\/|$)/,
  /(?:^|\/)(\d{12})_vpcflowlogs_[^/]*$/,
];
const REGION_PATTERNS = [
  new RegExp(`/vpcflowlogs/(${REGION})/`),
  new RegExp(`aws-region=(${REGION})(?:/|$)`),
  new RegExp(`_vpcflowlogs_(${REGION})_[^/]*$`),
];

/** Account and region as AWS writes them into the paths and names of flow log files. */
export function pathLiterals(path: string): PathLiterals {
  const normalised = path.replaceAll('\\', '/');
  return {
    accountId: firstGroup(normalised, ACCOUNT_PATTERNS),
    region: firstGroup(normalised, REGION_PATTERNS),
  };
}

function firstGroup(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined) return value;
  }
  return null;
}
