import { BYTES_PER_GB } from '@egress/contracts';
import { type Claim, type ClaimedFinding, wholePool } from '../claimed-finding';
import { dollars, gigabytes, idList, rate, sampleLength, text, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { monthlyEstimate } from '../monthly-estimate';
import { type NatTraffic, readNatProcessing } from '../nat-traffic';
import { usdPerGb } from '../rates';
import { gbPerMonth, groupsBy, together, usdPerMonth } from '../traffic';

const CONDITION = "remote_service = 'S3' AND remote_region <> region";

/**
 * S3 of another region through NAT: `G·pN + Gin·pR(bucket's region → here)`. A copy's storage is not in the logs and
 * not subtracted.
 */
export const natS3Xr: Cause = {
  cause: 'nat-s3-xr',
  needsOneOf: [],
  find: async (context) => {
    const place = (row: NatTraffic) =>
      [row.region, row.vpcId ?? row.natGatewayId, row.serviceRegion].join('|');
    const groups = groupsBy(await readNatProcessing(context, CONDITION), place);
    return Promise.all(groups.map((processed) => describe(context, processed)));
  },
};

async function describe(
  context: CauseContext,
  processed: [NatTraffic, ...NatTraffic[]],
): Promise<ClaimedFinding> {
  const [{ region, accountId, vpcId, natGatewayId }] = processed;
  const bucketRegion = processed[0].serviceRegion ?? 'unknown';
  const resource = vpcId ?? natGatewayId ?? 'unknown';
  const traffic = together(processed);
  const read = together(processed.filter(({ direction }) => direction === 'in'));
  const transferRate = await usdPerGb(context, 'inter_region', bucketRegion, region);
  return {
    cause: 'nat-s3-xr',
    heading: `${resource} works on S3 buckets of ${bucketRegion} through NAT`,
    resource,
    region,
    accountId,
    claims: [
      wholePool(`nat_processing|${region}|${resource}|s3-${bucketRegion}`, usdPerMonth(context, traffic)),
      readClaim(context, read.bytesPerHour, { bucketRegion, region, transferRate }),
    ],
    addedUsdPerMonth: 0,
    evidence: [
      sampleLength(context),
      text('NAT gateways', idList(processed.map((row) => row.natGatewayId))),
      text("buckets' region", bucketRegion),
      ...volume(context, 'S3 bytes through NAT, both directions', traffic),
      gigabytes('of these read from the other region', gbPerMonth(context, read).expected),
      dollars('transfer between the regions for reads', gbPerMonth(context, read).expected * transferRate),
      rate('NAT data processing', traffic.usd / (traffic.bytes / BYTES_PER_GB), traffic.rateSource),
    ],
    fix: {
      summary: `Bring data and work together: replicate the bucket's hot prefix to ${region}, or run the job in ${bucketRegion}.`,
      awsCli: `aws s3api put-bucket-replication --region ${bucketRegion} --bucket BUCKET \\
  --replication-configuration '{"Role":"REPLICATION_ROLE_ARN","Rules":[{"ID":"to-${region}","Status":"Enabled","Priority":1,
    "Filter":{"Prefix":"HOT_PREFIX/"},"DeleteMarkerReplication":{"Status":"Disabled"},
    "Destination":{"Bucket":"arn:aws:s3:::BUCKET-${region}"}}]}'`,
      terraform: `resource "aws_s3_bucket_replication_configuration" "to_${region.replaceAll('-', '_')}" {
  bucket = var.bucket # in ${bucketRegion}
  role   = var.replication_role_arn

  rule {
    id     = "to-${region}"
    status = "Enabled"
    filter { prefix = var.hot_prefix }
    delete_marker_replication { status = "Disabled" }
    destination { bucket = var.bucket_arn_in_${region.replaceAll('-', '_')} }
  }
}`,
    },
    risk: 'A replica lags behind its source and its storage and replication requests cost money, which the saving does not subtract: replicate only what is read more than once. Both buckets need versioning, and readers need a gateway endpoint or the bytes keep passing NAT.',
    doesNotHelp: `A gateway endpoint does not help: it serves only buckets of ${region}. Writes to the other region still cross.`,
  };
}

interface Transfer {
  readonly bucketRegion: string;
  readonly region: string;
  readonly transferRate: number;
}

function readClaim(context: CauseContext, bytesPerHour: readonly number[], transfer: Transfer): Claim {
  const usdPerHour = bytesPerHour.map((bytes) => (bytes / BYTES_PER_GB) * transfer.transferRate);
  const pool = `inter_region|S3|${transfer.bucketRegion}|${transfer.region}`;
  return wholePool(pool, monthlyEstimate(usdPerHour, context.windowHours));
}
