import { parseChargeDescription } from './charge-description';

const EC2 = 'Amazon Elastic Compute Cloud';

describe('parseChargeDescription', () => {
  it.each([
    [
      '$0.085 per GB - next 40 TB / month data transfer out',
      EC2,
      'us-west-2',
      { egressClass: 'internet', fromRegion: 'us-west-2' },
    ],
    [
      '$0.090 per GB - first 10 TB / month data transfer out beyond the global free tier',
      'Amazon Simple Storage Service',
      'us-east-1',
      { egressClass: 'internet', direction: 'out' },
    ],
    [
      '$0.000 per GB - data transfer out under the monthly global free tier',
      EC2,
      'sa-east-1',
      { egressClass: 'internet', fromRegion: 'sa-east-1' },
    ],
    [
      'USD 0.09 per GB for DataTransfer-Out-Bytes in EU (Stockholm)',
      'Elastic Load Balancing',
      'eu-north-1',
      { egressClass: 'internet', fromRegion: 'eu-north-1' },
    ],
    [
      'USD0.0 per GB for DataTransfer-Out-Bytes usage in  Africa (Cape Town)',
      EC2,
      'af-south-1',
      { egressClass: 'internet', fromRegion: 'af-south-1' },
    ],
    [
      '$0.110 per GB - first 10 TB / month data transfer out',
      'Amazon CloudFront',
      'me-south-1',
      { egressClass: 'cloudfront', fromRegion: 'edge' },
    ],
    [
      '$0.00 per GB data transfer out of US West (Oregon) to CloudFront',
      EC2,
      'us-west-2',
      { egressClass: 'cloudfront', fromRegion: 'us-west-2' },
    ],
    [
      '$0.02 per GB - US West (Oregon) data transfer to EU (Germany)',
      EC2,
      'us-west-2',
      { egressClass: 'inter_region', fromRegion: 'us-west-2', toRegion: 'eu-central-1' },
    ],
    [
      'USD 0.147 per GB for USE1-AWS-Out-Bytes in Africa (Cape Town)',
      'AWS Step Functions',
      'af-south-1',
      { egressClass: 'inter_region', fromRegion: 'af-south-1', toRegion: 'us-east-1' },
    ],
    [
      '$0.010 per GB - regional data transfer - in/out/between EC2 AZs or using elastic IPs or ELB',
      EC2,
      'us-east-1',
      { egressClass: 'cross_az', movedTwice: true, direction: 'both' },
    ],
    ['$0.045 per GB Data Processed by NAT Gateways', EC2, 'us-west-2', { egressClass: 'nat_processing' }],
    [
      '$0.01 per GB Data Processed by VPC Endpoints',
      'Amazon Virtual Private Cloud',
      'us-west-2',
      { egressClass: 'privatelink' },
    ],
  ])('reads "%s" of %s', (description, service, region, expected) => {
    expect(parseChargeDescription(description, service, region)).toMatchObject({
      lineKind: 'transfer',
      ...expected,
    });
  });

  it.each([
    ['$0.000 per GB - data transfer in per month', 'us-east-1', null],
    ['$0.00 per GB data transfer in to US West (Oregon) from CloudFront', 'us-west-2', 'edge'],
    ['$0.00 per GB - US West (Oregon) data transfer from EU (Paris)', 'us-west-2', 'eu-west-3'],
    ['USD 0.0 per GB for USE2-AWS-In-Bytes in EU (Stockholm)', 'eu-north-1', 'us-east-2'],
  ])('knows "%s" as free', (description, region, fromRegion) => {
    expect(parseChargeDescription(description, EC2, region)).toMatchObject({
      lineKind: 'transfer',
      egressClass: null,
      direction: 'in',
      fromRegion,
      toRegion: region,
    });
  });

  it.each([
    '$0.062 per NAT Gateway Hour',
    '$0.005 per Idle public IPv4 address per hour',
    '$0.01 per VPC Endpoint Hour',
    '$0.006 per used Network load balancer capacity unit-hour (or partial hour)',
  ])('knows "%s" as hours', (description) => {
    expect(parseChargeDescription(description, EC2, 'us-east-1').lineKind).toBe('hours');
  });

  it.each(['USD0.02 per GB for  in Middle East (Bahrain)', '$0.01 per GB - data transfer by pigeon'])(
    'admits that "%s" does not tell what was transferred',
    (description) => {
      expect(parseChargeDescription(description, EC2, 'us-east-1')).toMatchObject({
        lineKind: 'unknown_transfer',
        egressClass: null,
      });
    },
  );

  it.each([
    '$0.12 per GB-month of General Purpose SSD (gp2) provisioned storage - Asia Pacific (Tokyo)',
    '$0.50 per GB custom log data ingested in Standard log class - US East (Ohio)',
    '$0.404 per On Demand Linux m5.2xlarge Instance Hour',
    '$0.00 per GB-Month of storage for first 25 free GB-Months',
  ])('leaves "%s" alone', (description) => {
    expect(parseChargeDescription(description, EC2, 'us-east-1').lineKind).toBe('other');
  });
});
