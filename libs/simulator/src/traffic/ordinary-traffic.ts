import type { OpenAccount } from '../ledger';
import { cloudServices } from './cloud-services';
import { connectedNetworks } from './connected-networks';
import { internalServices } from './internal-services';
import type { TrafficPattern } from './pattern';
import { publicServices } from './public-services';

/** All that the organisation does when nothing is wrong beyond the ordinary. */
export function ordinaryTraffic(open: OpenAccount): readonly TrafficPattern[] {
  return [
    ...publicServices(open),
    ...internalServices(open),
    ...cloudServices(open),
    ...connectedNetworks(open),
  ];
}
