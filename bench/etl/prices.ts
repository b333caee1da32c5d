/** List prices of us-east-1 in USD, and where each is from. */
export const PRICES = {
  glueDpuHour: {
    usd: 0.44,
    of: 'DPU-hour of Glue Spark (4 vCPU, 16 GB)',
    source: 'https://aws.amazon.com/glue/pricing/',
  },
  insightsGb: {
    usd: 0.005,
    of: 'GB scanned by Logs Insights',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  vendedLogsGb: {
    usd: 0.5,
    of: 'GB of flow logs delivered to CloudWatch Logs, first 10 TB',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  vendedS3Gb: {
    usd: 0.25,
    of: 'GB of flow logs delivered to S3, first 10 TB',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  athenaTb: { usd: 5, of: 'TB scanned by Athena', source: 'https://aws.amazon.com/athena/pricing/' },
} as const;
const GB_PER_TB = 1024;
const VCPUS_PER_DPU = 4;

export interface Work {
  /** CPU seconds that one more record costs. */
  readonly cpuSecondsPerRecord: number;
  /** Of the log's text, before compression. */
  readonly bytesPerRecord: number;
  /** Bytes of text by bytes of its files in S3. */
  readonly compression: number;
}

/** What a TB of flow logs (text, before compression) costs to be made into tables, and to be asked without them. */
export function costsOfTb({ cpuSecondsPerRecord, bytesPerRecord, compression }: Work) {
  const records = 2 ** 40 / bytesPerRecord;
  const dpuHours = (records * cpuSecondsPerRecord) / 3600 / VCPUS_PER_DPU;
  return {
    glueOnce: dpuHours * PRICES.glueDpuHour.usd,
    insightsPerQuestion: GB_PER_TB * PRICES.insightsGb.usd,
    athenaTextPerQuestion: PRICES.athenaTb.usd / compression,
    deliveryToLogs: GB_PER_TB * PRICES.vendedLogsGb.usd,
    deliveryToS3: GB_PER_TB * PRICES.vendedS3Gb.usd,
  };
}
