import type { NetworkInterface } from '../organisation/network';
import type { Leg, Way } from '../records/flow';

const PLAIN = {
  packetSourceService: null,
  packetDestinationService: null,
  trafficPath: null,
  hasTranslatedPort: false,
  nextHop: null,
  action: 'ACCEPT',
  logStatus: 'OK',
} as const;

interface Addresses {
  readonly source: string;
  readonly destination: string;
  /** Where the packet's addresses are not the record's. */
  readonly packetSource?: string;
  readonly packetDestination?: string;
}

type Details = Partial<Omit<Leg, 'vantage' | 'way' | 'flowDirection' | keyof Addresses>>;

function leg(
  flowDirection: 'egress' | 'ingress',
  vantage: NetworkInterface,
  way: Way,
  addresses: Addresses,
  details: Details,
): Leg {
  const { source, destination, packetSource = source, packetDestination = destination } = addresses;
  return {
    ...PLAIN,
    ...details,
    flowDirection,
    vantage,
    way,
    source,
    destination,
    packetSource,
    packetDestination,
  };
}

/** What leaves an interface. */
export function egressLeg(
  vantage: NetworkInterface,
  way: Way,
  addresses: Addresses,
  details: Details = {},
): Leg {
  return leg('egress', vantage, way, addresses, details);
}

/** What comes in at an interface. */
export function ingressLeg(
  vantage: NetworkInterface,
  way: Way,
  addresses: Addresses,
  details: Details = {},
): Leg {
  return leg('ingress', vantage, way, addresses, details);
}
