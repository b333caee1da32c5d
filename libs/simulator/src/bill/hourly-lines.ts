import {
  endpointHourly,
  natHourly,
  publicIpv4Hourly,
  transitGatewayAttachmentHourly,
  type PriceBook,
} from '@egress/prices';
import { ATTACHMENTS, IDLE_ADDRESS, interfacesOf, NETWORKS } from '../organisation/other-networks';
import { ACCOUNT_ID } from '../organisation/resource-ids';
import { SECONDS_PER_HOUR } from '../time';
import type { TimeSpan } from '../traffic/pattern';
import { SERVICES, type BillLine, type ProductCode } from './bill-line';
import { regionalUsageType } from './usage-type';

interface HourlyCharge {
  readonly productCode: ProductCode;
  readonly region: string;
  readonly usageType: string;
  readonly operation: string;
  readonly resource: string;
  /** Units per hour: an endpoint costs one per zone. */
  readonly units: number;
  readonly usdPerUnit: number;
}

/** What network resources cost by the hour, whether they carry traffic or not. */
export function hourlyLines(book: PriceBook, window: TimeSpan): readonly BillLine[] {
  const charges = [
    ...natCharges(book),
    ...endpointCharges(book),
    ...attachmentCharges(book),
    ...addressCharges(book),
  ];
  const lines: BillLine[] = [];
  for (let start = window.start; start < window.end; start += SECONDS_PER_HOUR) {
    for (const charge of charges) lines.push(lineOf(charge, start));
  }
  return lines;
}

function lineOf({ resource, units, usdPerUnit, ...names }: HourlyCharge, start: number): BillLine {
  return {
    ...names,
    lineType: 'Usage',
    start,
    end: start + SECONDS_PER_HOUR,
    serviceName: SERVICES[names.productCode],
    usageType: regionalUsageType(names.region, names.usageType),
    resourceId: `arn:aws:ec2:${names.region}:${ACCOUNT_ID}:${resource}`,
    description: `$${usdPerUnit} per hour - ${names.usageType}`,
    unit: 'Hrs',
    quantity: units,
    listCost: units * usdPerUnit,
    fromRegion: null,
    toRegion: null,
    transferType: null,
  };
}

function natCharges(book: PriceBook): readonly HourlyCharge[] {
  return NETWORKS.flatMap(({ vpc: { region }, natGateways }) =>
    natGateways.map(({ natGatewayId }) => ({
      productCode: 'AmazonEC2',
      region,
      usageType: 'NatGateway-Hours',
      operation: 'NatGateway',
      resource: `natgateway/${natGatewayId}`,
      units: 1,
      usdPerUnit: natHourly(book, region),
    })),
  );
}

function endpointCharges(book: PriceBook): readonly HourlyCharge[] {
  return NETWORKS.flatMap(({ vpc: { region }, endpoints }) =>
    endpoints
      .filter(({ endpointType }) => endpointType === 'Interface')
      .map(({ endpointId, interfaces }) => ({
        productCode: 'AmazonVPC',
        region,
        usageType: 'VpcEndpoint-Hours',
        operation: 'VpcEndpoint',
        resource: `vpc-endpoint/${endpointId}`,
        units: interfaces.length,
        usdPerUnit: endpointHourly(book, region),
      })),
  );
}

function attachmentCharges(book: PriceBook): readonly HourlyCharge[] {
  return ATTACHMENTS.map(({ attachmentId, vpc: { region } }) => ({
    productCode: 'AmazonVPC',
    region,
    usageType: 'TransitGateway-Hours',
    operation: 'TransitGatewayVPC',
    resource: `transit-gateway-attachment/${attachmentId}`,
    units: 1,
    usdPerUnit: transitGatewayAttachmentHourly(book, region),
  }));
}

function addressCharges(book: PriceBook): readonly HourlyCharge[] {
  const charge = (region: string, usageType: string, address: string): HourlyCharge => ({
    productCode: 'AmazonVPC',
    region,
    usageType,
    operation: usageType === 'PublicIPv4:IdleAddress' ? 'AllocateAddressVPC' : 'AssociateAddressVPC',
    resource: `elastic-ip/${address}`,
    units: 1,
    usdPerUnit: publicIpv4Hourly(book, region),
  });
  const used = NETWORKS.flatMap((network) =>
    interfacesOf(network).flatMap(({ publicIp }) =>
      publicIp === null ? [] : [charge(network.vpc.region, 'PublicIPv4:InUseAddress', publicIp)],
    ),
  );
  return [...used, charge('us-east-1', 'PublicIPv4:IdleAddress', IDLE_ADDRESS)];
}
