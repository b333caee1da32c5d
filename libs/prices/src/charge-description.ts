import { locationToRegion, regionToBillingCode } from './aws-regions';
import { notTransfer, transferIn, transferOut, unknownTransfer, type BilledUsage } from './billed-usage';
import { parseUsageType } from './usage-type';

type Rule = readonly [
  text: RegExp,
  meaning: (
    match: RegExpExecArray,
    line: { readonly service: string; readonly region: string },
  ) => BilledUsage,
];

/** AWS's wordings, as they stand in real bills. The first match counts. */
const RULES: readonly Rule[] = [
  [/per GB for (\S*-Bytes)\b/i, ([, suffix], line) => namedUsageType(suffix ?? '', line)],
  // Newer regions' descriptions have a hole where the usage type should be.
  [/per GB for\s+in /i, (_, { region }) => unknownTransfer(region)],
  [/NAT Gateway Hour|VPC Endpoint Hour|Transit Gateway .*Hour|public IPv4 address per hour/i, hours],
  [/capacity unit-hour/i, hours],
  [/Data Processed by (?:Regional )?NAT Gateway/i, (_, { region }) => processed('nat_processing', region)],
  [/Data Processed by VPC Endpoint/i, (_, { region }) => processed('privatelink', region)],
  [/Data Processed by Transit Gateway/i, (_, { region }) => transferOut('transit_gateway', region)],
  [/data transfer in\b.* from CloudFront/i, (_, { region }) => transferIn('edge', region)],
  [/data transfer out of .* to CloudFront/i, (_, { region }) => transferOut('cloudfront', region)],
  [/data transfer out\b.*Direct Connect/i, (_, { region }) => transferOut('vpn_dx', region)],
  [
    /regional data transfer/i,
    (_, { region }) => ({ ...transferOut('cross_az', region), direction: 'both', movedTwice: true }),
  ],
  [
    /data transfer from (.+)$/i,
    ([, location], { region }) => transferIn(locationToRegion(location ?? ''), region),
  ],
  [
    /data transfer to (.+)$/i,
    ([, location], { region }) => ({
      ...transferOut('inter_region', region),
      toRegion: locationToRegion(location ?? ''),
    }),
  ],
  [/data transfer in\b/i, (_, { region }) => transferIn(null, region)],
  [
    /data transfer out\b/i,
    (_, { service, region }) =>
      /cloudfront/i.test(service) ? transferOut('cloudfront', 'edge') : transferOut('internet', region),
  ],
  [/data transfer/i, (_, { region }) => unknownTransfer(region)],
];

/**
 * What a line of a bill charges for, told by its description, for bills that lack the usage type (FOCUS exports of
 * other tools). `region` is the line's region, which AWS's sentences mostly leave out. A transfer that the sentence
 * does not explain is `unknown_transfer`.
 */
export function parseChargeDescription(description: string, service: string, region: string): BilledUsage {
  for (const [pattern, meaning] of RULES) {
    const match = pattern.exec(description);
    if (match !== null) return meaning(match, { service, region });
  }
  return notTransfer('other', region);
}

/** "USD 0.147 per GB for USE1-AWS-Out-Bytes in Africa (Cape Town)": the usage type without the line's own region. */
function namedUsageType(
  suffix: string,
  { service, region }: { service: string; region: string },
): BilledUsage {
  const code = regionToBillingCode(region);
  if (code === null) return unknownTransfer(region);
  return parseUsageType(`${code}-${suffix}`, '', service);
}

function hours(_: RegExpExecArray, { region }: { readonly region: string }): BilledUsage {
  return notTransfer('hours', region);
}

function processed(egressClass: 'nat_processing' | 'privatelink', region: string): BilledUsage {
  return { ...transferOut(egressClass, region), direction: 'both' };
}
