import { S3_US_EAST_1_OTHER } from '../organisation/remote-networks';
import { natB, worker2 } from '../organisation/storefront';
import { throughNat } from '../paths/nat-gateway';
import { HTTPS } from '../paths/protocols';
import { extraConnections, type Scenario } from './scenario';

export const natToS3Job: Scenario = {
  description: 'a new job reads from S3 through a NAT gateway in another zone',
  type: 'Nat_Service_Traffic',
  entity: natB.natGatewayId,
  resource: worker2.resourceId,
  egressClass: 'nat_processing',
  traffic: (open, during) =>
    extraConnections(
      'nat-to-s3-job',
      S3_US_EAST_1_OTHER.map((server) => throughNat(open, worker2, natB, server, HTTPS)),
      { up: 2, down: 60 },
      during,
    ),
};
