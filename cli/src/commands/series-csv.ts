import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';

/** A row of a CSV file of `timestamp,value`. */
export interface SeriesCsvRow {
  readonly line: number;
  /** As the file has them. */
  readonly timestamp: string;
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** NaN where the value is missing. */
  readonly number: number;
}

/** Reads the columns `timestamp` and `value` of a CSV file. Throws an error that names the line that is not understood. */
export function readSeriesCsv(file: string): SeriesCsvRow[] {
  const [header, ...rows] = recordsOf(file);
  const names = header?.record ?? [];
  const [timestampAt, valueAt] = [names.indexOf('timestamp'), names.indexOf('value')];
  if (timestampAt < 0 || valueAt < 0) {
    throw new Error(
      `${file}:1: the header must name the columns timestamp and value, not '${names.join(',')}'`,
    );
  }
  return rows.map(({ record, info: { lines: line } }) => {
    const [timestamp = '', value = ''] = [record[timestampAt], record[valueAt]];
    const time = timeOf(timestamp);
    if (Number.isNaN(time)) {
      throw new Error(
        `${file}:${line}: timestamp must be a time such as 2026-11-21 07:00:00, or seconds since 1970, not '${timestamp}'`,
      );
    }
    if (!NUMBER.test(value) && !MISSING.test(value)) {
      throw new Error(
        `${file}:${line}: value must be a number, or empty where it is missing, not '${value}'`,
      );
    }
    return { line, timestamp, value, time, number: MISSING.test(value) ? Number.NaN : Number(value) };
  });
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function recordsOf(file: string): CsvRecord[] {
  const text = readFileSync(file, 'utf8');
  try {
    // Of `info` the types do not know what it makes of a row.
    return parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    throw error instanceof CsvError ? new Error(`${file}: ${error.message}`) : error;
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const MISSING = /^(nan|null)?$/i;

const SECONDS = /^\d{10}(\.\d+)?$/;
const MILLISECONDS = /^\d{13}$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const CLOCK = /(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d+)?)?/;
const ZONE = /(z|[+-]\d{2}:?\d{2})?$/i;
const TIME = new RegExp(`${DATE.source}(?:[T ] *${CLOCK.source} *${ZONE.source})?$`, 'i');

/** Without a zone it is UTC, on every machine. NaN where it is no time. */
function timeOf(text: string): number {
  if (SECONDS.test(text)) return 1000 * Number(text);
  if (MILLISECONDS.test(text)) return Number(text);
  const [isTime, year, month, day, hour = '0', minute = '00', second = ':00', zone = 'Z'] =
    TIME.exec(text) ?? [];
  if (isTime === undefined) return Number.NaN;
  const two = (digits: string | undefined) => digits?.padStart(2, '0');
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return Date.parse(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}${second.replace(',', '.')}${offset}`,
  );
}
