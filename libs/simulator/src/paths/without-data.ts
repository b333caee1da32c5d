import type { NetworkInterface } from '../organisation/network';
import type { Flow } from '../records/flow';
import { TCP } from './protocols';

/** Windows without traffic (NODATA) or whose records AWS could not keep (SKIPDATA): most fields are `-`. */
export function withoutData(vantage: NetworkInterface, logStatus: 'NODATA' | 'SKIPDATA'): Flow {
  return {
    protocol: TCP,
    serverPort: 0,
    legs: [
      {
        vantage,
        way: 'up',
        flowDirection: null,
        source: null,
        destination: null,
        packetSource: null,
        packetDestination: null,
        packetSourceService: null,
        packetDestinationService: null,
        trafficPath: null,
        hasTranslatedPort: false,
        nextHop: null,
        action: null,
        logStatus,
      },
    ],
    transitLegs: [],
    postings: [],
  };
}
