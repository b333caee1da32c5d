import type { NetworkInterface, TransitGatewayAttachment } from '../organisation/network';
import type { Account } from '../ledger';

/** `up` is from the client (who opened the connection) to the server, `down` the answer. */
export type Way = 'up' | 'down';

/**
 * How one interface logs one way of a connection: all of a flow-log record but its times, ports and counts.
 * Addresses, direction and action are null in records without data.
 */
export interface Leg {
  readonly vantage: NetworkInterface;
  readonly way: Way;
  readonly flowDirection: 'egress' | 'ingress' | null;
  readonly source: string | null;
  readonly destination: string | null;
  readonly packetSource: string | null;
  readonly packetDestination: string | null;
  readonly packetSourceService: string | null;
  readonly packetDestinationService: string | null;
  /** AWS's number of the path that egress takes; null where there is none, e.g. to a transit gateway. */
  readonly trafficPath: number | null;
  /** The record has the client port that a NAT gateway chose. */
  readonly hasTranslatedPort: boolean;
  /** The own interface that the packets go to next, where AWS logs one. */
  readonly nextHop: NetworkInterface | null;
  readonly action: 'ACCEPT' | 'REJECT' | null;
  readonly logStatus: 'OK' | 'NODATA' | 'SKIPDATA';
}

/** A host and the attachment by which it reaches the transit gateway. */
export interface TransitEnd {
  readonly host: NetworkInterface;
  readonly attachment: TransitGatewayAttachment;
}

/** How a transit gateway logs one way: as it comes in from `from`, and again as it goes out to `to`. */
export interface TransitLeg {
  readonly way: Way;
  readonly from: TransitEnd;
  readonly to: TransitEnd;
}

/** Bytes of the given ways are booked on the account. */
export interface Posting {
  readonly account: Account;
  readonly up: boolean;
  readonly down: boolean;
}

/** Connections between one client and one server address and port: how they are logged and how they are billed. */
export interface Flow {
  readonly protocol: number;
  readonly serverPort: number;
  readonly legs: readonly Leg[];
  readonly transitLegs: readonly TransitLeg[];
  readonly postings: readonly Posting[];
}

/** One connection within one aggregation window. Times are seconds since 1970, bytes are IP bytes. */
export interface Exchange {
  readonly start: number;
  readonly end: number;
  readonly clientPort: number;
  readonly translatedPort: number;
  readonly upPackets: number;
  readonly upBytes: number;
  readonly downPackets: number;
  readonly downBytes: number;
}
