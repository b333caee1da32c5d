import type { EgressClass } from '@egress/contracts';
import { billingCodeToRegion } from './aws-regions';
import { notTransfer, transferIn, transferOut, unknownTransfer, type BilledUsage } from './billed-usage';

interface UsageLine {
  readonly operation: string;
  readonly service: string;
  /** Region of the first billing code, us-east-1 without one, null for a code that is not in the table. */
  readonly region: string | null;
  /** Region of the second billing code, null without one. */
  readonly peerRegion: string | null;
  readonly isPair: boolean;
}

type Rule = readonly [suffix: RegExp, meaning: (line: UsageLine) => BilledUsage];

// `AWS-Out-Bytes` begins like a billing code but is none.
const PARTS = /^((?:(?!AWS-)[A-Z]{2,5}\d{0,2}-){0,2})(.+)$/s;

/** CloudFront bills by edge geography; of these only EU is also a region's billing code. */
const EDGE_GEOGRAPHIES: readonly string[] = ['US', 'CA', 'EU', 'ZA', 'ME', 'SA', 'JP', 'AU', 'AP', 'IN'];

/** By product code or name. */
const NETWORK_SERVICE = /VPC|virtual private cloud|ELB|load ?balancing|cloud ?WAN/i;

/**
 * https://docs.aws.amazon.com/cur/latest/userguide/cur-data-transfers-charges.html, for S3
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/aws-usage-report-understand.html, for VPCs
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-billing-usage-reports.html and for their peering
 * https://aws.amazon.com/blogs/networking-and-content-delivery/demystifying-amazon-vpc-peering-charges.
 * The first match counts.
 */
const RULES: readonly Rule[] = [
  [/^DataTransfer-In-Bytes$/, ({ region }) => transferIn(null, region)],
  [/^DataTransfer-Out-Bytes$/, dataTransferOut],
  [/^DataTransfer-Out-OBytes$/, fromEdge],
  [/^DataTransfer-Regional-Bytes$/, regional],
  [/^CloudFront-Out-Bytes$/, ({ region }) => transferOut('cloudfront', region)],
  [/^CloudFront-In-Bytes$/, ({ region }) => transferIn('edge', region)],
  [/^AWS-In-Bytes$/, awsIn],
  [/^AWS-Out-Bytes$/, awsOut],
  // Since April 2025 in place of DataTransfer-Regional-Bytes; AWS writes Vpc and VPC.
  [/^VpcPeering-In-Bytes$/i, (line) => peering(line, 'in')],
  [/^VpcPeering-Out-Bytes$/i, (line) => peering(line, 'out')],
  [/^C3DataTransfer-In-Bytes$/, ({ region }) => transferIn(region, region)],
  [/^C3DataTransfer-Out-Bytes$/, ({ region }) => transferOut('same_region_service', region)],
  [/^(?:DataTransfer|AWS)-In-ABytes/, ({ region }) => transferIn(null, region)],
  [/^DataTransfer-Out-ABytes/, ({ region }) => ({ ...transferOut('internet', region), surcharge: true })],
  [/^AWS-Out-ABytes/, (line) => ({ ...interRegion(line), surcharge: true })],
  [/^Bytes-(?:Internet|AWS)$/, ({ region }) => ({ ...transferOut('internet', region), surcharge: true })],
  [/^DataXfer-Out\b/, ({ region }) => transferOut('vpn_dx', region)],
  [/^DataXfer-In\b/, ({ region }) => transferIn(null, region)],
  [/^(?:Regional)?NatGateway-(?:\w+-)?Bytes$/, (line) => processed('nat_processing', line)],
  [/^VpcEndpoint-Bytes$/, (line) => processed('privatelink', line)],
  [/^TransitGateway-(?:\w+-)?Bytes$/, ({ region }) => transferOut('transit_gateway', region)],
  [/^(?:Regional)?(?:NatGateway|VpcEndpoint|TransitGateway)-(?:\w+-)?Hours/, hours],
  [/^(?:PublicIPv4:|ElasticIP:|GlobalAccelerator|LCUUsage|VPN-Usage-Hours)/, hours],
  // Gateway Load Balancer endpoints, VPC Lattice and others: no class of ours has their prices.
  [/^(?:VPC|TransitGateway|CloudWAN).*-Bytes$/i, ({ region }) => unknownTransfer(region)],
  [
    /DataTransfer|AWS-(?:In|Out)-Bytes|Bytes-(?:Internet|AWS)|CloudFront-.*-Bytes|DataXfer|-ABytes/,
    ({ region }) => unknownTransfer(region),
  ],
  [/-Bytes$/, bytesOfService],
];

/**
 * What a line of a bill charges for, told by its usage type, operation (`InterZone-In`, `VPCPeering-Out` …) and
 * service (product code or name). The region comes from the usage type: no billing code is us-east-1, a code that is
 * not in AWS's table gives null.
 */
export function parseUsageType(usageType: string, operation = '', service = ''): BilledUsage {
  const [, codes = '', suffix = ''] = PARTS.exec(usageType.trim()) ?? [];
  const [code = '', peerCode] = codes.split('-').filter((part) => part !== '');
  const isEdge = EDGE_GEOGRAPHIES.includes(code) && (code !== 'EU' || isCloudFront(service));
  const line: UsageLine = {
    operation,
    service,
    region: isEdge ? 'edge' : billingCodeToRegion(code),
    peerRegion: peerCode === undefined ? null : billingCodeToRegion(peerCode),
    isPair: peerCode !== undefined,
  };
  const rule = RULES.find(([pattern]) => pattern.test(suffix));
  return rule === undefined ? notTransfer('other', line.region) : rule[1](line);
}

function dataTransferOut({ service, region }: UsageLine): BilledUsage {
  return region === 'edge' || isCloudFront(service) ? fromEdge() : transferOut('internet', region);
}

function fromEdge(): BilledUsage {
  return transferOut('cloudfront', 'edge');
}

function hours({ region }: UsageLine): BilledUsage {
  return notTransfer('hours', region);
}

function processed(egressClass: EgressClass, { region }: UsageLine): BilledUsage {
  return { ...transferOut(egressClass, region), direction: 'both' };
}

/** Both ends are charged 0.01, on a line each: cross-AZ, peering across AZs, and hosts that talk over public IPs. */
function regional({ operation, region }: UsageLine): BilledUsage {
  return {
    ...transferOut(operation.startsWith('VPCPeering') ? 'vpc_peering' : 'cross_az', region),
    direction: operation.endsWith('-In') ? 'in' : operation.endsWith('-Out') ? 'out' : 'both',
    movedTwice: true,
  };
}

function interRegion({ region, peerRegion }: UsageLine): BilledUsage {
  return { ...transferOut('inter_region', region), toRegion: peerRegion };
}

function isInterRegion({ isPair, operation }: UsageLine): boolean {
  return isPair || operation.startsWith('TGWPeering');
}

/** Without a second region, AWS-Out and AWS-In are the two lines of peering inside the region. */
function awsOut(line: UsageLine): BilledUsage {
  return isInterRegion(line) ? interRegion(line) : peering(line, 'out');
}

function awsIn(line: UsageLine): BilledUsage {
  return isInterRegion(line) ? transferIn(line.peerRegion, line.region) : peering(line, 'in');
}

function peering({ region }: UsageLine, direction: 'in' | 'out'): BilledUsage {
  return { ...transferOut('vpc_peering', region), direction, movedTwice: true };
}

/** Traffic of a service that only moves bytes, in no class of ours; under other services processed logs and the like. */
function bytesOfService({ service, region }: UsageLine): BilledUsage {
  return NETWORK_SERVICE.test(service) ? unknownTransfer(region) : notTransfer('other', region);
}

function isCloudFront(service: string): boolean {
  return /cloudfront/i.test(service);
}
