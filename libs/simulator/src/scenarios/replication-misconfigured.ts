import { reporting } from '../organisation/other-networks';
import { kafka1 } from '../organisation/storefront';
import { overPeering } from '../paths/between-networks';
import { KAFKA } from '../paths/protocols';
import { extraConnections, type Scenario } from './scenario';

export const replicationMisconfigured: Scenario = {
  description: 'all event topics instead of one are mirrored to another region',
  type: 'Inter_Region_Transfer',
  entity: kafka1.resourceId,
  resource: kafka1.resourceId,
  egressClass: 'inter_region',
  // The mirror in the other region connects and reads: what it reads is the answer.
  traffic: (open, during) =>
    extraConnections(
      'replication-misconfigured',
      [overPeering(open, reporting, kafka1, KAFKA)],
      { up: 0.5, down: 40 },
      during,
    ),
};
