import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import { sqlLiteral } from '@egress/sql-engine';
import type { ClaimedFinding, EvidenceItem } from '../claimed-finding';
import { billLength, dollars, gigabytes, rate, sampleLength, text, volume } from '../evidence';
import { type Cause, type CauseContext, ofBuckets } from '../findings-context';
import { type MonthlyEstimate, monthlyEstimate } from '../monthly-estimate';
import { usdPerGb } from '../rates';
import { readTraffic, type Traffic, usdPerMonth } from '../traffic';

/**
 * Share of replication and remote reads that scoping, compression, caching or moving the reader avoids: a middle guess,
 * for which no log has proof. Its bounds are none and all.
 */
const AVOIDABLE_SHARE = 0.5;
const TOP_SENDERS = 5;

interface PairKey {
  readonly region: string;
  readonly remoteRegion: string;
  readonly accountId: string | null;
  readonly source: string;
}

type LoggedPair = PairKey & Traffic & { readonly isBucket: boolean };

interface BilledS3Transfer {
  readonly region: string;
  readonly remoteRegion: string;
  readonly accountId: string | null;
  readonly bucket: string | null;
  readonly gb: number;
  readonly usd: number;
}

/** Bytes that leave for another region: `Go·pR·avoidable`, from the flows, and S3's own replication from the bill. */
export const xrRepl: Cause = {
  cause: 'xr-repl',
  needsOneOf: [],
  find: async (context) => [...(await fromFlows(context)), ...(await fromBill(context))],
};

async function fromFlows(context: CauseContext): Promise<ClaimedFinding[]> {
  const pairs = await readTraffic<PairKey & { isBucket: boolean }>(
    context,
    {
      region: "coalesce(region, 'unknown')",
      remoteRegion: "coalesce(remote_region, 'unknown')",
      accountId: 'account_id',
      source: "coalesce(vpc_id, resource_id, 'unknown')",
      isBucket: "resource_type = 'bucket'",
    },
    // Where there is a bill, it is complete for S3 and the access logs are not.
    context.hasBill
      ? "egress_class = 'inter_region' AND resource_type <> 'bucket'"
      : "egress_class = 'inter_region'",
  );
  return Promise.all(pairs.map((pair) => loggedFinding(pair.isBucket ? ofBuckets(context) : context, pair)));
}

async function loggedFinding(context: CauseContext, pair: LoggedPair): Promise<ClaimedFinding> {
  const { region, remoteRegion, accountId, source } = pair;
  const pool = ['inter_region', region, remoteRegion, accountId, source].join('|');
  return finding(pair, pool, usdPerMonth(context, pair), [
    sampleLength(context),
    ...volume(context, 'bytes to the other region', pair),
    rate('transfer', await usdPerGb(context, 'inter_region', region, remoteRegion), pair.rateSource),
    ...(await topSenders(context, pair)),
  ]);
}

async function fromBill(context: CauseContext): Promise<ClaimedFinding[]> {
  const transfers = await context.engine.query<BilledS3Transfer>(`
    SELECT coalesce(from_region, region) AS region, to_region AS "remoteRegion", account_id AS "accountId",
      arg_max(resource_id, cost) AS bucket, sum(bytes) / ${BYTES_PER_GB} AS gb, sum(cost) AS usd
    FROM bill_lines
    WHERE egress_class = 'inter_region' AND (service ILIKE '%S3%' OR service ILIKE '%Simple Storage%')
    GROUP BY ALL
    ORDER BY usd DESC`);
  return transfers.map((transfer) => {
    const estimate = monthlyEstimate([transfer.usd], context.billHours);
    const source = transfer.bucket ?? `S3 of ${transfer.region}`;
    const pool = `inter_region|S3|${transfer.region}|${transfer.remoteRegion}`;
    return finding({ ...transfer, source }, pool, estimate, [
      billLength(context),
      gigabytes('billed bytes to the other region', (transfer.gb / context.billHours) * HOURS_PER_MONTH),
      dollars('billed bytes to the other region, cost', estimate.expected),
      text('largest source', source),
    ]);
  });
}

async function topSenders(context: CauseContext, pair: LoggedPair): Promise<EvidenceItem[]> {
  const senders = await readTraffic<{ sender: string }>(
    context,
    { sender: "coalesce(name, instance_id, interface_id, local_address, 'unknown')" },
    `egress_class = 'inter_region' AND coalesce(vpc_id, resource_id, 'unknown') = ${sqlLiteral(pair.source)}
      AND coalesce(region, 'unknown') = ${sqlLiteral(pair.region)}
      AND coalesce(remote_region, 'unknown') = ${sqlLiteral(pair.remoteRegion)}`,
  );
  return senders
    .slice(0, TOP_SENDERS)
    .map((sender) => dollars(`sent by ${sender.sender}`, usdPerMonth(context, sender).expected));
}

function finding(
  { region, remoteRegion, accountId, source }: PairKey,
  pool: string,
  cost: MonthlyEstimate,
  evidence: ClaimedFinding['evidence'],
): ClaimedFinding {
  const saving = { low: 0, expected: cost.expected * AVOIDABLE_SHARE, high: cost.high };
  return {
    cause: 'xr-repl',
    heading: `${source} sends to ${remoteRegion}`,
    resource: source,
    region,
    accountId,
    claims: [{ pool, poolUsdPerMonth: cost.expected, saving }],
    addedUsdPerMonth: 0,
    evidence: [
      ...evidence,
      { name: 'avoidable share (assumed)', value: AVOIDABLE_SHARE, unit: 'of the bytes' },
    ],
    fix: {
      summary: `Find out who in ${remoteRegion} needs these bytes; scope or compress the replication, cache there, or move the reader to ${region}.`,
      awsCli: `aws s3api get-bucket-replication --bucket BUCKET # what is replicated today
aws s3api put-bucket-replication --bucket BUCKET --replication-configuration \\
  '{"Role":"REPLICATION_ROLE_ARN","Rules":[{"ID":"needed-only","Status":"Enabled","Priority":1,"Filter":{"Prefix":"NEEDED_PREFIX/"},
    "DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::BUCKET_IN_${remoteRegion}"}}]}'
aws rds describe-db-instances --region ${region} --query 'DBInstances[].[DBInstanceIdentifier,ReadReplicaDBInstanceIdentifiers]'`,
      terraform: `resource "aws_s3_bucket_replication_configuration" "needed_only" {
  bucket = var.bucket
  role   = var.replication_role_arn

  rule {
    id     = "needed-only"
    status = "Enabled"
    filter { prefix = var.needed_prefix }
    delete_marker_replication { status = "Disabled" }
    destination { bucket = var.bucket_arn_in_${remoteRegion.replaceAll('-', '_')} }
  }
}`,
    },
    risk: 'The copy may be the disaster-recovery plan: agree on recovery point and scope with its owner before anything is left out.',
    doesNotHelp: 'First copies: data that must exist in both regions crosses once however it is sent.',
  };
}
