import { natGatewayService } from './nat-gateway-service';

/** DynamoDB of the same region through NAT. */
export const natDdb = natGatewayService({
  cause: 'nat-ddb',
  service: 'dynamodb',
  product: 'DynamoDB',
  risk: 'Open DynamoDB connections are reset when the route appears; the SDKs retry. IAM policies that test aws:SourceIp no longer match, because requests then come from private addresses; add aws:VpcSourceIp or aws:SourceVpce first.',
});
