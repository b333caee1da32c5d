import { FINDING_CAUSES, type Finding, type FindingCause } from '@egress/contracts';
import { HOSTILE_TEXT, LONG_NAME } from './nasty-text';

/** Expected USD per month; zero where the finding is a risk. */
const SAVINGS: Readonly<Partial<Record<FindingCause, number>>> = {
  'nat-s3': 1284.12,
  'no-cf': 912.4,
  'xaz-chat': 701.88,
  'xr-repl': 388.02,
  'nat-aws': 122.5,
  'nat-idle': 36.5,
  's3-public': 0,
  'ipv4-idle': 3.65,
  'flow-cost': 0.0012,
};

/** One finding of every cause. */
export const sampleFindings = (): Finding[] => [
  natS3(),
  ...FINDING_CAUSES.filter((cause) => cause !== 'nat-s3').map(sampleFinding),
];

const natS3 = (): Finding => ({
  cause: 'nat-s3',
  title: 'vpc-0a1b2c3d sends 28,536 GB a month to S3 through nat-0f1e2d3c: $1,284.12 of NAT processing',
  resource: 'vpc-0a1b2c3d4e5f60718',
  region: 'us-east-1',
  accountId: '111122223333',
  savingUsdPerMonth: { low: 1101.2, expected: 1284.12, high: 1466.9 },
  evidence: [
    { name: 'NAT gateway', value: 'nat-0f1e2d3c4b5a69788' },
    { name: 'S3 bytes through it', value: 6567.34, unit: 'GB' },
    { name: 'Rate (your bill)', value: 0.045, unit: 'USD per GB' },
    { name: 'Sample', value: 168, unit: 'hours' },
    { name: 'Senders', value: 'batch-etl-4, ml-training-5' },
  ],
  fix: {
    summary:
      'Create an S3 gateway endpoint in the VPC and put it into every route table that leads to the NAT gateway.',
    awsCli: `aws ec2 create-vpc-endpoint \\
  --region us-east-1 \\
  --vpc-id vpc-0a1b2c3d4e5f60718 \\
  --service-name com.amazonaws.us-east-1.s3 \\
  --vpc-endpoint-type Gateway \\
  --route-table-ids rtb-0123456789abcdef0 rtb-0fedcba9876543210`,
    terraform: `resource "aws_vpc_endpoint" "s3" {
  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = ["rtb-0123456789abcdef0", "rtb-0fedcba9876543210"]
}`,
  },
  risk: 'Open connections to S3 are reset when the route appears; bucket policies with aws:SourceIp stop matching.',
  doesNotHelp: 'Buckets in other regions, and clients on premises or behind a peering.',
});

function sampleFinding(cause: FindingCause, index: number): Finding {
  const expected = SAVINGS[cause] ?? 20 / (index + 1);
  const hostile = cause === 'tgw-peer';
  return {
    cause,
    title: hostile
      ? HOSTILE_TEXT
      : `${cause} costs about $${expected.toFixed(2)} a month at resource number ${index}`,
    resource: hostile ? LONG_NAME : `resource-${index}`,
    region: index % 2 === 0 ? 'us-east-1' : 'eu-west-1',
    accountId: index % 3 === 0 ? null : '111122223333',
    savingUsdPerMonth: { low: expected * 0.6, expected, high: expected * 1.3 },
    evidence: [
      { name: 'Traffic', value: 120.5 * (index + 1), unit: 'GB' },
      { name: hostile ? HOSTILE_TEXT : 'Zone', value: hostile ? LONG_NAME : 'use1-az1' },
    ],
    fix: {
      summary: hostile ? HOSTILE_TEXT : `Do what removes ${cause}.\nThen measure for a week.`,
      awsCli: hostile
        ? `aws ec2 describe-vpcs # ${HOSTILE_TEXT}`
        : `aws ec2 describe-vpcs --region us-east-1 # ${cause}`,
      terraform: cause === 'ipv4-idle' ? '' : `# ${cause}\nresource "aws_vpc" "this" {}`,
    },
    risk: 'What relies on the old path must be moved first.',
    doesNotHelp: 'Traffic that takes another path.',
  };
}
