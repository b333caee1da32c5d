interface AwsRegion {
  readonly region: string;
  /** As usage types abbreviate it; the first one is the code that AWS writes today. */
  readonly billingCodes: readonly string[];
  /** Names in bill descriptions and in the Price List; "EU" also stands for "Europe". */
  readonly locations: readonly string[];
}

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-region-billing-codes.html */
const AWS_REGIONS: readonly AwsRegion[] = [
  {
    region: 'us-east-1',
    billingCodes: ['USE1'],
    locations: ['US East (N. Virginia)', 'US East (Northern Virginia)'],
  },
  { region: 'us-east-2', billingCodes: ['USE2'], locations: ['US East (Ohio)'] },
  {
    region: 'us-west-1',
    billingCodes: ['USW1'],
    locations: ['US West (N. California)', 'US West (Northern California)'],
  },
  { region: 'us-west-2', billingCodes: ['USW2'], locations: ['US West (Oregon)'] },
  { region: 'ca-central-1', billingCodes: ['CAN1'], locations: ['Canada (Central)'] },
  { region: 'ca-west-1', billingCodes: ['CAN2'], locations: ['Canada West (Calgary)'] },
  { region: 'mx-central-1', billingCodes: ['MXC1'], locations: ['Mexico (Central)'] },
  { region: 'sa-east-1', billingCodes: ['SAE1'], locations: ['South America (Sao Paulo)'] },
  { region: 'eu-west-1', billingCodes: ['EU', 'EUW1'], locations: ['EU (Ireland)'] },
  { region: 'eu-west-2', billingCodes: ['EUW2'], locations: ['EU (London)'] },
  { region: 'eu-west-3', billingCodes: ['EUW3'], locations: ['EU (Paris)'] },
  { region: 'eu-central-1', billingCodes: ['EUC1'], locations: ['EU (Frankfurt)', 'EU (Germany)'] },
  { region: 'eu-central-2', billingCodes: ['EUC2'], locations: ['EU (Zurich)'] },
  { region: 'eu-north-1', billingCodes: ['EUN1'], locations: ['EU (Stockholm)'] },
  { region: 'eu-south-1', billingCodes: ['EUS1'], locations: ['EU (Milan)'] },
  { region: 'eu-south-2', billingCodes: ['EUS2'], locations: ['EU (Spain)'] },
  { region: 'ap-east-1', billingCodes: ['APE1'], locations: ['Asia Pacific (Hong Kong)'] },
  { region: 'ap-east-2', billingCodes: ['APE2'], locations: ['Asia Pacific (Taipei)'] },
  { region: 'ap-northeast-1', billingCodes: ['APN1'], locations: ['Asia Pacific (Tokyo)'] },
  { region: 'ap-northeast-2', billingCodes: ['APN2'], locations: ['Asia Pacific (Seoul)'] },
  {
    region: 'ap-northeast-3',
    billingCodes: ['APN3'],
    locations: ['Asia Pacific (Osaka)', 'Asia Pacific (Osaka-Local)'],
  },
  { region: 'ap-southeast-1', billingCodes: ['APS1'], locations: ['Asia Pacific (Singapore)'] },
  { region: 'ap-southeast-2', billingCodes: ['APS2'], locations: ['Asia Pacific (Sydney)'] },
  { region: 'ap-south-1', billingCodes: ['APS3'], locations: ['Asia Pacific (Mumbai)'] },
  { region: 'ap-southeast-3', billingCodes: ['APS4'], locations: ['Asia Pacific (Jakarta)'] },
  { region: 'ap-south-2', billingCodes: ['APS5'], locations: ['Asia Pacific (Hyderabad)'] },
  { region: 'ap-southeast-4', billingCodes: ['APS6'], locations: ['Asia Pacific (Melbourne)'] },
  { region: 'ap-southeast-5', billingCodes: ['APS7'], locations: ['Asia Pacific (Malaysia)'] },
  { region: 'ap-southeast-6', billingCodes: ['APS8'], locations: ['Asia Pacific (New Zealand)'] },
  { region: 'ap-southeast-7', billingCodes: ['APS9'], locations: ['Asia Pacific (Thailand)'] },
  { region: 'me-south-1', billingCodes: ['MES1'], locations: ['Middle East (Bahrain)'] },
  { region: 'me-central-1', billingCodes: ['MEC1'], locations: ['Middle East (UAE)'] },
  { region: 'af-south-1', billingCodes: ['AFS1'], locations: ['Africa (Cape Town)'] },
  { region: 'il-central-1', billingCodes: ['ILC1'], locations: ['Israel (Tel Aviv)'] },
  {
    region: 'us-gov-west-1',
    billingCodes: ['UGW1'],
    locations: ['AWS GovCloud (US-West)', 'AWS GovCloud (US)'],
  },
  { region: 'us-gov-east-1', billingCodes: ['UGE1'], locations: ['AWS GovCloud (US-East)'] },
];

const BY_BILLING_CODE = new Map(
  AWS_REGIONS.flatMap(({ region, billingCodes }) => billingCodes.map((code) => [code, region] as const)),
);
const BY_LOCATION = new Map(
  AWS_REGIONS.flatMap(({ region, locations }) =>
    locations.map((name) => [comparable(name), region] as const),
  ),
);

/** Every region that has a billing code, in the order of AWS's table. */
export const REGIONS: readonly string[] = AWS_REGIONS.map(({ region }) => region);

/** The region of a usage type's prefix (`APS3` → `ap-south-1`); no prefix is us-east-1. Null for an unknown code. */
export function billingCodeToRegion(code: string): string | null {
  return code === '' ? 'us-east-1' : (BY_BILLING_CODE.get(code) ?? null);
}

/** The prefix that AWS writes for a region (`ap-south-1` → `APS3`), or null where the region has none. */
export function regionToBillingCode(region: string): string | null {
  return AWS_REGIONS.find((candidate) => candidate.region === region)?.billingCodes[0] ?? null;
}

/** The region of a name such as `EU (Germany)`, `Europe (Frankfurt)` or `US East (N. Virginia)`; null if unknown. */
export function locationToRegion(location: string): string | null {
  return BY_LOCATION.get(comparable(location)) ?? null;
}

function comparable(location: string): string {
  const unaccented = location.normalize('NFD').replace(/\p{Diacritic}/gu, '');
  return unaccented.toLowerCase().replace('europe', 'eu').replace(/[\s.]/g, '');
}
