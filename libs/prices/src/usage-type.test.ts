import { parseUsageType } from './usage-type';

type Case = [usageType: string, operation: string, service: string, expected: object];

const out = (egressClass: string, fromRegion: string, more = {}) => ({
  lineKind: 'transfer',
  egressClass,
  fromRegion,
  direction: 'out',
  movedTwice: false,
  surcharge: false,
  ...more,
});
const free = (toRegion: string, fromRegion: string | null = null) => ({
  lineKind: 'transfer',
  egressClass: null,
  direction: 'in',
  fromRegion,
  toRegion,
});
const twice = (egressClass: string, direction: string, fromRegion = 'us-east-1') =>
  out(egressClass, fromRegion, { direction, movedTwice: true });

describe('parseUsageType', () => {
  it.each<Case>([
    ['DataTransfer-Out-Bytes', 'RunInstances', 'AmazonEC2', out('internet', 'us-east-1')],
    ['USW2-DataTransfer-Out-Bytes', 'GetObject', 'AmazonS3', out('internet', 'us-west-2')],
    ['EU-DataTransfer-Out-Bytes', 'LoadBalancing', 'AWSELB', out('internet', 'eu-west-1')],
    ['APS3-DataTransfer-In-Bytes', 'RunInstances', 'AmazonEC2', free('ap-south-1')],
    ['DataTransfer-Regional-Bytes', 'InterZone-In', 'AmazonEC2', twice('cross_az', 'in')],
    ['USW2-DataTransfer-Regional-Bytes', 'InterZone-Out', 'AmazonEC2', twice('cross_az', 'out', 'us-west-2')],
    ['DataTransfer-Regional-Bytes', 'PublicIP-In', 'AmazonEC2', twice('cross_az', 'in')],
    ['DataTransfer-Regional-Bytes', 'PublicIP-Out', 'AmazonEC2', twice('cross_az', 'out')],
    ['DataTransfer-Regional-Bytes', 'VPCPeering-In', 'AmazonEC2', twice('vpc_peering', 'in')],
    ['DataTransfer-Regional-Bytes', 'VPCPeering-Out', 'AmazonEC2', twice('vpc_peering', 'out')],
    ['DataTransfer-Regional-Bytes', '', 'AmazonEC2', twice('cross_az', 'both')],
    [
      'USE1-USW2-AWS-Out-Bytes',
      'InterZone-Out',
      'AmazonEC2',
      out('inter_region', 'us-east-1', { toRegion: 'us-west-2' }),
    ],
    [
      'EUC1-EU-AWS-Out-Bytes',
      'VPCPeering-Out',
      'AmazonEC2',
      out('inter_region', 'eu-central-1', { toRegion: 'eu-west-1' }),
    ],
    ['APE1-USE1-AWS-In-Bytes', '', 'AmazonEC2', free('ap-east-1', 'us-east-1')],
    ['USW2-AWS-Out-Bytes', 'VPCPeering-Out', 'AmazonEC2', twice('vpc_peering', 'out', 'us-west-2')],
    ['USW2-AWS-In-Bytes', 'VPCPeering-In', 'AmazonEC2', twice('vpc_peering', 'in', 'us-west-2')],
    [
      'USW2-AWS-Out-Bytes',
      'TGWPeering-Out',
      'AmazonVPC',
      out('inter_region', 'us-west-2', { toRegion: null }),
    ],
    ['AWS-Out-Bytes', 'VPCPeering-Out', 'AmazonEC2', twice('vpc_peering', 'out')],
    ['USE1-VpcPeering-In-Bytes', 'VPCPeering-In', 'AmazonEC2', twice('vpc_peering', 'in')],
    ['EU-VpcPeering-Out-Bytes', 'VPCPeering-Out', 'AWSELB', twice('vpc_peering', 'out', 'eu-west-1')],
    ['VPCPeering-Out-Bytes', '', 'AmazonVPC', twice('vpc_peering', 'out')],
    ['USW2-CloudFront-Out-Bytes', 'GetObject', 'AmazonS3', out('cloudfront', 'us-west-2')],
    ['USW2-CloudFront-In-Bytes', '', 'AmazonS3', free('us-west-2', 'edge')],
    ['US-DataTransfer-Out-Bytes', '', 'AmazonCloudFront', out('cloudfront', 'edge')],
    ['EU-DataTransfer-Out-Bytes', '', 'Amazon CloudFront', out('cloudfront', 'edge')],
    ['JP-DataTransfer-Out-Bytes', '', '', out('cloudfront', 'edge')],
    ['US-DataTransfer-Out-OBytes', '', 'AmazonCloudFront', out('cloudfront', 'edge')],
    ['USE1-DataTransfer-Out-ABytes', '', 'AmazonS3', out('internet', 'us-east-1', { surcharge: true })],
    [
      'USE1-EU-AWS-Out-ABytes-T1',
      '',
      'AmazonS3',
      out('inter_region', 'us-east-1', { surcharge: true, toRegion: 'eu-west-1' }),
    ],
    ['USW2-DataTransfer-In-ABytes-T1', '', 'AmazonS3', free('us-west-2')],
    ['USE1-C3DataTransfer-Out-Bytes', '', 'AmazonS3', out('same_region_service', 'us-east-1')],
    [
      'NatGateway-Bytes',
      'NatGateway',
      'AmazonEC2',
      out('nat_processing', 'us-east-1', { direction: 'both' }),
    ],
    [
      'APN1-VpcEndpoint-Bytes',
      'VpcEndpoint',
      'AmazonVPC',
      out('privatelink', 'ap-northeast-1', { direction: 'both' }),
    ],
    ['TransitGateway-Bytes', 'TransitGatewayVPC', 'AmazonVPC', out('transit_gateway', 'us-east-1')],
    ['USE1-DataXfer-Out:dc.1', '', 'AWSDirectConnect', out('vpn_dx', 'us-east-1')],
    ['EU-DataXfer-Out:dc.3', '', 'AWSDirectConnect', out('vpn_dx', 'eu-west-1')],
    ['USE1-DataXfer-In:dc.1', '', 'AWSDirectConnect', free('us-east-1')],
    ['USE1-Bytes-Internet', '', 'AWSGlobalAccelerator', out('internet', 'us-east-1', { surcharge: true })],
    [
      'USE1-DataProcessing-Bytes',
      'LoadBalancing',
      'AWSELB',
      { lineKind: 'unknown_transfer', egressClass: null },
    ],
  ])('reads %s (%s, %s)', (usageType, operation, service, expected) => {
    expect(parseUsageType(usageType, operation, service)).toMatchObject(expected);
  });

  it.each([
    'NatGateway-Hours',
    'EU-NatGateway-Hours',
    'USW2-VpcEndpoint-Hours',
    'TransitGateway-Hours',
    'PublicIPv4:InUseAddress',
    'EUC1-PublicIPv4:IdleAddress',
    'USE2-LCUUsage',
  ])('knows %s as hours of a network resource', (usageType) => {
    expect(parseUsageType(usageType)).toMatchObject({
      lineKind: 'hours',
      egressClass: null,
      direction: null,
    });
  });

  it.each([
    ['USE1-Ingestion-Bytes', 'AWSCloudTrail'],
    ['USW2-PaidEventsAnalyzed-Bytes', 'AmazonGuardDuty'],
    ['USE1-QueryScanned-Bytes', 'AmazonCloudWatch'],
    ['USE1-VendedLog-Bytes', 'AmazonCloudWatch'],
    ['USE1-S3-Egress-Bytes', 'AmazonCloudWatch'],
    ['USE1-DataProcessing-Bytes', 'AmazonCloudWatch'],
    ['USE1-LambdaNetworkLogsAnalyzed-Bytes', 'AmazonGuardDuty'],
    ['Select-Returned-Bytes', 'AmazonS3'],
    ['USW2-Select-Scanned-Bytes', 'AmazonS3'],
    ['BoxUsage:m5.large', 'AmazonEC2'],
    ['US-Requests-Tier2-HTTPS', 'AmazonCloudFront'],
    ['', ''],
  ])('does not take %s of %s for a transfer', (usageType, service) => {
    expect(parseUsageType(usageType, '', service)).toMatchObject({ lineKind: 'other', egressClass: null });
  });

  it('keeps the class and leaves the region open for a billing code that is not in the table', () => {
    expect(parseUsageType('XXX9-DataTransfer-Out-Bytes')).toMatchObject({
      egressClass: 'internet',
      fromRegion: null,
    });
  });

  it.each([
    ['USE1-DataTransfer-Quantum-Bytes', ''],
    ['VpcEndpoint-GWLBE-Bytes', 'AmazonVPC'],
    ['USE1-VpcResource-Consumer-Bytes', ''],
    ['USE1-VPCLattice-DataProcessing-Bytes', ''],
    ['USE1-TGW-Multicast-Consumer-Bytes', 'AmazonVPC'],
    ['USE1-CloudWAN-Bytes', 'AWSCloudWAN'],
    ['USE1-NewKind-Bytes', 'AmazonVPC'],
    ['USE1-NewKind-Bytes', 'Amazon Virtual Private Cloud'],
  ])('reports %s (%s), a transfer in no known class, instead of dropping it', (usageType, service) => {
    expect(parseUsageType(usageType, '', service)).toMatchObject({
      lineKind: 'unknown_transfer',
      egressClass: null,
      fromRegion: 'us-east-1',
    });
  });
});
