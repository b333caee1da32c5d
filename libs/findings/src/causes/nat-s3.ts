import { natGatewayService } from './nat-gateway-service';

/** S3 of the same region through NAT. Image layers of ECR are S3 too. */
export const natS3 = natGatewayService({
  cause: 'nat-s3',
  service: 's3',
  product: 'S3',
  risk: 'Open S3 connections are reset when the route appears: run it in a quiet hour. Bucket and IAM policies that test aws:SourceIp no longer match, because requests then come from private addresses; add aws:VpcSourceIp or aws:SourceVpce first.',
});
