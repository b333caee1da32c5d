import { HOURS_PER_MONTH } from '@egress/contracts';
import { vendedLogPrices } from '@egress/prices';
import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { billLength, dollars, gigabytes, round } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { monthlyEstimate, scaled } from '../monthly-estimate';

interface VendedLogs {
  readonly region: string;
  readonly accountId: string | null;
  readonly gb: number;
  readonly usd: number;
  readonly listUsd: number;
}

/** Vended logs that go to CloudWatch instead of to S3 as Parquet: `GBlog·(0.50 − 0.28)`, at the bill's discount. */
export const flowCost: Cause = {
  cause: 'flow-cost',
  needsOneOf: ['bill'],
  find: async (context) => {
    const logs = await context.engine.query<VendedLogs>(`
      SELECT region, account_id AS "accountId", sum(quantity) AS gb, sum(cost) AS usd,
        sum(coalesce(list_cost, cost)) AS "listUsd"
      FROM bill_lines
      WHERE contains(usage_type, 'VendedLog-Bytes') AND NOT contains(coalesce(operation, ''), 'S3')
      GROUP BY ALL
      HAVING gb > 0 AND usd > 0
      ORDER BY usd DESC`);
    return logs.flatMap((line) => describe(context, line) ?? []);
  },
};

function describe(context: CauseContext, logs: VendedLogs): ClaimedFinding | null {
  const { region, accountId, gb, usd, listUsd } = logs;
  const prices = vendedLogPrices(context.prices, region);
  const listRate = listUsd / gb;
  // The same usage type bills delivery to S3; its price tells it apart.
  if (listRate <= prices.s3Parquet) return null;
  const cost = monthlyEstimate([usd], context.billHours);
  return {
    cause: 'flow-cost',
    heading: `Vended logs of ${region} go to CloudWatch Logs`,
    resource: `VendedLog-Bytes ${region}`,
    region,
    accountId,
    claims: [wholePool(`logs|${region}|${accountId}`, scaled(cost, 1 - prices.s3Parquet / listRate))],
    addedUsdPerMonth: 0,
    evidence: [
      billLength(context),
      gigabytes('vended logs', (gb / context.billHours) * HOURS_PER_MONTH),
      dollars('vended logs, cost', cost.expected),
      { name: 'billed rate', value: round(usd / gb, 6), unit: 'USD/GB' },
      { name: 'list price to S3 as Parquet', value: prices.s3Parquet, unit: 'USD/GB' },
    ],
    fix: {
      summary:
        'Deliver flow logs to S3 as Parquet, with 10-minute aggregation and only the fields that are read.',
      awsCli: `aws ec2 describe-flow-logs --region ${region} --filter Name=log-destination-type,Values=cloud-watch-logs \\
  --query 'FlowLogs[].[FlowLogId,ResourceId,LogGroupName]' --output text
aws ec2 create-flow-logs --region ${region} --resource-type VPC --resource-ids VPC_ID --traffic-type ALL \\
  --log-destination-type s3 --log-destination arn:aws:s3:::BUCKET/flow-logs/ --max-aggregation-interval 600 \\
  --destination-options FileFormat=parquet,HiveCompatiblePartitions=true,PerHourPartition=true
aws ec2 delete-flow-logs --region ${region} --flow-log-ids OLD_FLOW_LOG_ID # once the new one delivers`,
      terraform: `resource "aws_flow_log" "parquet" {
  vpc_id                   = var.vpc_id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = "\${var.bucket_arn}/flow-logs/"
  max_aggregation_interval = 600
  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = true
    per_hour_partition         = true
  }
}`,
    },
    risk: 'Metric filters, alarms and queries on the log group stop seeing new flows: move them to Athena first. A flow log cannot be changed, so both run side by side for a while. The bill does not tell flow logs from other vended logs (resolver, WAF), which have their own settings.',
    doesNotHelp:
      'Storage of what is in CloudWatch already (set a retention), and traffic that is worth no log at all: log only the subnets or interfaces you look at.',
  };
}
