import type { HeaderSyntax } from '../integrity/header-syntax';

/** The whole numbers that a column can hold; what is written otherwise makes the record malformed. */
export interface NumberColumn {
  readonly type: 'INTEGER' | 'BIGINT';
  readonly min: number;
  readonly max: number;
  /** Whether a record without it is malformed. @default false */
  readonly isRequired?: boolean;
}

/** Lines that are read alike. */
export interface TextLayout {
  /** As a Detection says it, e.g. `text.gz`. */
  readonly format: string;
  readonly fields: readonly string[] | null;
}

/**
 * A kind of access log. Its SELECTs yield the columns of `table` (numbers as strings), `text_id` and `line` of what they
 * read, and `problem`: why it is no record, else NULL. They read the columns `text_id`, `line` and `path_literal`.
 */
export interface AccessLog {
  readonly table: 's3_requests' | 'cloudfront_requests';
  readonly headers: HeaderSyntax | null;
  /** Columns by which a record that was delivered twice is known; the first one is never NULL in such a record. */
  readonly identity: readonly [string, ...string[]];
  readonly numbers: Readonly<Record<string, NumberColumn>>;
  /** What the path says about all records, for `path_literal`. */
  readonly readPath: (path: string) => string | null;
  /** Throws an Error that says which field is missing. */
  readonly textRecords: (layout: TextLayout, lines: string) => string;
  /** `null`: this kind has no Parquet files. Throws as `textRecords` does. */
  readonly parquetRecords: ((columns: readonly string[], rows: string) => string) | null;
}

/** More than any response is long, so that a broken number is found out: 1 PiB. */
export const MAX_BYTES = 2 ** 50;

/** SQL of a value without its URL encoding; what is no valid encoding stays as it is. */
export function decodedSql(value: string): string {
  return `coalesce(TRY(url_decode(${value})), ${value})`;
}

/** SQL of a value, NULL where the log has nothing or a dash. */
export function valueSql(value: string): string {
  return `nullif(nullif(${value}, ''), '-')`;
}
