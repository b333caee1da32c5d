import type { Quality } from '@egress/contracts';

export interface QualityCount {
  readonly count: Exclude<keyof Quality, 'samples' | 'notes'>;
  readonly name: string;
  /** Why these records do or do not count as traffic. */
  readonly meaning: string;
}

/** The counts of the quality section, in the order of reading. */
export const QUALITY_COUNTS: readonly QualityCount[] = [
  { count: 'records', name: 'Records', meaning: 'rows read' },
  { count: 'accepted', name: 'Accepted', meaning: 'carry billed bytes' },
  { count: 'rejected', name: 'Rejected', meaning: 'refused traffic, never billed' },
  { count: 'noData', name: 'NODATA', meaning: 'no traffic in the interval' },
  { count: 'skipData', name: 'SKIPDATA', meaning: 'records that AWS could not capture' },
  { count: 'duplicates', name: 'Duplicates', meaning: 'logged more than once, counted once' },
  { count: 'malformed', name: 'Malformed', meaning: 'could not be read' },
];
