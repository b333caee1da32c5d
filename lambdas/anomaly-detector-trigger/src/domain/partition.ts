/** One hour of the feature table. */
export interface Partition {
  /** `2026-11-21T07:00:00Z` */
  readonly hour: string;
  readonly files: readonly { readonly key: string; readonly bytes: number }[];
}
