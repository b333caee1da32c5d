import type { Account } from '../ledger';
import type { Bucket, Distribution } from '../organisation/storage';
import type { RemoteAddress } from '../organisation/remote-networks';
import type { Pace } from '../traffic/pacing';

/** An object that is asked for, as the requester names it. */
export interface RequestedObject {
  readonly key: string;
  readonly contentType: string;
}

/** Who asks a bucket, and how the bucket's log tells of it. */
export interface BucketRequester {
  readonly address: string;
  /** ARN of a role; null for anonymous. */
  readonly requester: string | null;
  /** The AWS region that the request comes from; null from outside AWS. */
  readonly sourceRegion: string | null;
  readonly referer: string | null;
  readonly userAgent: string;
}

export interface RequestPattern<Target, Requester> extends Pace {
  readonly name: string;
  readonly target: Target;
  readonly bytesPerHour: number;
  readonly requesters: readonly Requester[];
  readonly objects: readonly RequestedObject[];
  /** Where the bytes are booked; null for what the flow logs tell of or nobody bills. */
  readonly account: Account | null;
}

export type BucketPattern = RequestPattern<Bucket, BucketRequester> & { readonly method: 'GET' | 'PUT' };
export type DistributionPattern = RequestPattern<Distribution, RemoteAddress>;

/** One request that was answered. `time` in seconds since 1970. */
export interface Request<Pattern extends RequestPattern<unknown, unknown>> {
  readonly pattern: Pattern;
  readonly requester: Pattern['requesters'][number];
  readonly object: RequestedObject;
  readonly time: number;
  /** Body bytes that went to the requester. */
  readonly bytesSent: number;
  /** A number that no other request of the pattern has. */
  readonly serial: number;
  /** Uniform in [0, 1): what else varies between requests. */
  readonly chance: number;
}
