import { DROP_SERVER } from '../organisation/remote-networks';
import { natA, worker1 } from '../organisation/storefront';
import { throughNat } from '../paths/nat-gateway';
import { SSH } from '../paths/protocols';
import { extraConnections, type Scenario } from './scenario';

export const instanceExfiltrating: Scenario = {
  description: 'an instance copies data to a server that it never talked to, over SSH',
  type: 'High_Data_Transfer_EC2',
  entity: worker1.resourceId,
  resource: worker1.resourceId,
  egressClass: 'internet',
  traffic: (open, during) =>
    extraConnections(
      'instance-exfiltrating',
      DROP_SERVER.map((server) => throughNat(open, worker1, natA, server, SSH)),
      { up: 30, down: 0.2 },
      during,
    ),
};
