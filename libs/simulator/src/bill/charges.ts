import type { EgressClass } from '@egress/contracts';
import { isOneSided, type Account } from '../ledger';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import type { ProductCode } from './bill-line';
import { billingCode, pairUsageType, regionalUsageType } from './usage-type';

/** What a bill says of an account's bytes: all but the hour and the amount. */
export interface Charge {
  readonly productCode: ProductCode;
  readonly region: string;
  readonly usageType: string;
  readonly operation: string;
  readonly resourceId: string;
  readonly transferType: string | null;
  readonly toRegion: string | null;
  /** Part of the account's price in this line: each side of a transfer between zones pays half, receivers nothing. */
  readonly share: 0 | 0.5 | 1;
}

/** The charges of an account's bytes; none where AWS writes no line, such as within a zone. */
export function chargesOf(account: Account): readonly Charge[] {
  return CHARGES[account.egressClass]?.(account) ?? [];
}

/**
 * Usage types and operations by class, from
 * https://docs.aws.amazon.com/cur/latest/userguide/cur-data-transfers-charges.html and
 * https://aws.amazon.com/blogs/networking-and-content-delivery/demystifying-amazon-vpc-peering-charges
 */
const CHARGES: Partial<Record<EgressClass, (account: Account) => readonly Charge[]>> = {
  internet: (account) => [
    account.path === 'bucket'
      ? {
          ...outbound(account, 'DataTransfer-Out-Bytes', 'GetObject'),
          productCode: 'AmazonS3',
          resourceId: account.sender.name,
        }
      : outbound(account, 'DataTransfer-Out-Bytes', 'RunInstances'),
  ],
  cloudfront: (account) => [
    account.path === 'distribution'
      ? {
          ...outbound(account, '', 'GET'),
          productCode: 'AmazonCloudFront',
          usageType: 'US-DataTransfer-Out-Bytes',
          resourceId: `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${account.sender.name}`,
        }
      : outbound(account, 'CloudFront-Out-Bytes', 'RunInstances'),
  ],
  cross_az: (account) =>
    isOneSided(account)
      ? [ownSide(account)]
      : bothSides(
          account,
          account.path === 'public_address' ? 'PublicIP' : 'InterZone',
          () => 'DataTransfer-Regional-Bytes',
        ),
  vpc_peering: (account) => bothSides(account, 'VPCPeering', (side) => `VpcPeering-${side}-Bytes`),
  inter_region: interRegion,
  nat_processing: (account) => [
    { ...processed(account, 'natgateway', 'NatGateway-Bytes', 'NatGateway'), productCode: 'AmazonEC2' },
  ],
  privatelink: (account) => [processed(account, 'vpc-endpoint', 'VpcEndpoint-Bytes', 'VpcEndpoint')],
  transit_gateway: (account) => [
    processed(account, 'transit-gateway', 'TransitGateway-Bytes', 'TransitGatewayVPC'),
  ],
  vpn_dx: (account) => [
    {
      ...outbound(account, '', 'DataTransfer'),
      productCode: 'AWSDirectConnect',
      usageType: `${billingCode(account.region)}-DataXfer-Out:dc.3`,
      resourceId: `arn:aws:directconnect:${account.region}:${ACCOUNT_ID}:dxcon/dxcon-fgk7jxqp`,
    },
  ],
};

function outbound({ region, sender }: Account, usageType: string, operation: string): Charge {
  return {
    productCode: 'AmazonEC2',
    region,
    usageType: region === 'edge' ? usageType : regionalUsageType(region, usageType),
    operation,
    resourceId: sender.instanceId ?? '',
    transferType: 'AWS Outbound',
    toRegion: null,
    share: 1,
  };
}

/** The sender's line and the receiver's. */
function bothSides(
  account: Account,
  operation: string,
  usageType: (side: 'In' | 'Out') => string,
): readonly Charge[] {
  const line = (side: 'In' | 'Out'): Charge => ({
    ...outbound(account, usageType(side), `${operation}-${side}`),
    transferType: 'IntraRegion',
    share: 0.5,
  });
  return [line('Out'), { ...line('In'), resourceId: account.receiverId ?? '' }];
}

function ownSide(account: Account): Charge {
  const { receiverId } = account;
  const operation = receiverId === null ? 'PublicIP-Out' : 'PublicIP-In';
  const line = outbound(account, 'DataTransfer-Regional-Bytes', operation);
  return { ...line, transferType: 'IntraRegion', resourceId: receiverId ?? line.resourceId };
}

function interRegion(account: Account): readonly Charge[] {
  const { region, peerRegion, receiverId, path } = account;
  const to = peerRegion ?? region;
  const operation = path === 'vpc_peering' ? 'VPCPeering' : 'PublicIP';
  const out: Charge = {
    ...outbound(account, '', `${operation}-Out`),
    usageType: pairUsageType(region, to, 'AWS-Out-Bytes'),
    transferType: 'InterRegion Outbound',
    toRegion: to,
  };
  if (receiverId === null) return [out];
  const received: Charge = {
    ...out,
    region: to,
    usageType: pairUsageType(to, region, 'AWS-In-Bytes'),
    operation: `${operation}-In`,
    resourceId: receiverId,
    transferType: 'InterRegion Inbound',
    toRegion: null,
    share: 0,
  };
  return [out, received];
}

function processed(account: Account, resourceType: string, usageType: string, operation: string): Charge {
  return {
    ...outbound(account, usageType, operation),
    productCode: 'AmazonVPC',
    resourceId: `arn:aws:ec2:${account.region}:${ACCOUNT_ID}:${resourceType}/${account.processorId}`,
    transferType: null,
  };
}
