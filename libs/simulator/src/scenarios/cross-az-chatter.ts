import { database2, worker1 } from '../organisation/storefront';
import { withinVpc } from '../paths/between-hosts';
import { POSTGRES } from '../paths/protocols';
import { extraConnections, type Scenario } from './scenario';

export const crossAzChatter: Scenario = {
  description: 'a worker reads whole tables from the database replica in another zone',
  type: 'Cross_AZ_Transfer',
  entity: database2.resourceId,
  resource: worker1.resourceId,
  egressClass: 'cross_az',
  traffic: (open, during) =>
    extraConnections(
      'cross-az-chatter',
      [withinVpc(open, worker1, database2, POSTGRES)],
      { up: 1, down: 50 },
      during,
    ),
};
