/** What a file holds, told from its content. `unrecognised` files are reported and not read. */
export type InputKind =
  | 'vpc-flow-logs'
  | 'tgw-flow-logs'
  | 's3-access-logs'
  | 'cloudfront-logs'
  | 'bill'
  | 'inventory'
  | 'unrecognised';

export type Compression = 'none' | 'gzip';

/** The beginning of a file, from which detectors tell what it is. */
export interface FileHead {
  /** The name that the user knows: a local path or an `s3://` address. */
  readonly path: string;
  /** Where the bytes are: `path` itself, or a copy in the engine's scratch folder. */
  readonly localPath: string;
  /** Size on disk in bytes (compressed where it is). */
  readonly size: number;
  /** `gzip` when the content is, whatever the name says. Parquet counts as `none`. */
  readonly compression: Compression;
  /** Of text: UTF-8 unless a byte-order mark says otherwise. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** First lines of text after decompression, without line ends and byte-order mark; empty for Parquet. */
  readonly lines: readonly string[];
  /** Names of a Parquet file's top-level columns, in order; null when the file is not Parquet. */
  readonly parquetColumns: readonly string[] | null;
}

/** What a detector found out about a file. */
export interface Detection {
  readonly kind: InputKind;
  /** How it is written, e.g. `text`, `text.gz`, `parquet`, `csv.gz`, `FOCUS 1.2 csv`: shown to the user. */
  readonly format: string;
  /** Column names in the file's order and spelling where the text has none or its own; absent for Parquet and JSON. */
  readonly fields?: readonly string[];
  /** Lines at the beginning of the text that are not records. */
  readonly headerLines?: number;
  /** Unrecognised although there is something in it. */
  readonly isForeign?: boolean;
  /** Each line is a JSON object with the record in `message`, as delivery streams write it. */
  readonly isWrapped?: boolean;
}

export interface DetectedFile {
  readonly path: string;
  readonly localPath: string;
  readonly size: number;
  readonly compression: Compression;
  readonly parquetColumns: readonly string[] | null;
  readonly detection: Detection;
}

/** One line of the document's `inputs` and what is to be said about the file in its `quality`. */
export interface InputReport {
  readonly path: string;
  readonly kind: InputKind;
  readonly format: string;
  /** Well-formed records; the malformed ones are not among them. */
  readonly records: number;
  readonly malformed: number;
  /** At most 20 malformed rows; `line` counts from 1, null where lines mean nothing (Parquet). */
  readonly samples: readonly MalformedSample[];
  /** Sentences that name the file: what is missing or could not be read. */
  readonly notes: readonly string[];
}

export interface MalformedSample {
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;
}

/** An input that cannot be read at all. The message names the file and says what to do. */
export class UnreadableInputError extends Error {
  override readonly name = 'UnreadableInputError';
}
