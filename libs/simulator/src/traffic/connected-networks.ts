import type { OpenAccount } from '../ledger';
import { ON_PREMISES_HOST, RETIRED_HOST } from '../organisation/gateways';
import {
  etl1,
  etl2,
  monitoring,
  replica,
  reporting,
  sharedServicesAttachment,
  storefrontAttachment,
} from '../organisation/other-networks';
import { app1, app2, database1, kafka1, worker1 } from '../organisation/storefront';
import { withinVpc } from '../paths/between-hosts';
import { overPeering, overTransitGateway, toOnPremises, toRetiredNetwork } from '../paths/between-networks';
import { HTTPS, KAFKA, POSTGRES, PROMETHEUS } from '../paths/protocols';
import { pattern, type TrafficPattern } from './pattern';

/** Traffic between VPCs, regions and the data centre. */
export function connectedNetworks(open: OpenAccount): readonly TrafficPattern[] {
  return [
    pattern('analytics/same-zone', [overPeering(open, etl1, database1, POSTGRES)], { up: 0.1, down: 2 }, 2),
    pattern(
      'analytics/cross-zone',
      [overPeering(open, etl2, database1, POSTGRES), overPeering(open, etl2, kafka1, KAFKA)],
      { up: 0.1, down: 1.5 },
      2,
    ),
    pattern(
      'replication-to-west',
      [overPeering(open, database1, replica, POSTGRES)],
      { up: 1.2, down: 0.03 },
      2,
      'steady',
    ),
    pattern('west-reports', [withinVpc(open, reporting, replica, POSTGRES)], { up: 0.05, down: 0.6 }, 1),
    pattern(
      'monitoring-over-transit-gateway',
      [app1, worker1].map((target) =>
        overTransitGateway(
          open,
          { host: monitoring, attachment: sharedServicesAttachment },
          { host: target, attachment: storefrontAttachment },
          PROMETHEUS,
        ),
      ),
      { up: 0.05, down: 0.9 },
      2,
      'steady',
    ),
    pattern('on-premises', [toOnPremises(open, app2, ON_PREMISES_HOST, HTTPS)], { up: 0.3, down: 0.2 }, 1),
    pattern(
      'retired-network',
      [toRetiredNetwork(open, worker1, RETIRED_HOST, POSTGRES)],
      { up: 0.001, down: 0 },
      1,
      'steady',
    ),
  ];
}
