import { sqlLiteral } from '@egress/sql-engine';

/** The status that impossible records get in place of their own: they are counted, and in no total. */
export const MALFORMED = 'MALFORMED';

/** No record moves a petabyte; larger numbers are damage, and their sums would overflow. */
const MOST = 1e15;
/** Records outside these years (seconds since 1970) are damage. */
const EARLIEST = Date.UTC(2006) / 1000;
const LATEST = Date.UTC(2100) / 1000;
/**
 * Seconds. AWS aggregates over 10 minutes at most; what lasts six times as long is damage, and would lie in more than
 * the two hours among which `flow_conversations` divides a record.
 */
const LONGEST = 3600;

/** The SQL of a record's fields as they were written; NULL where there is none. */
export type FieldSql = (field: string) => string;

/** A number of bytes or packets, NULL where it is impossible. */
export function amount(sql: string): string {
  return `CASE WHEN ${sql} BETWEEN 0 AND ${MOST} THEN ${sql} END`;
}

/** Seconds since 1970 of what may be milliseconds, NULL where it is impossible. */
export function seconds(sql: string): string {
  return `CASE
    WHEN ${sql} BETWEEN ${EARLIEST} AND ${LATEST} THEN ${sql}
    WHEN ${sql} BETWEEN ${EARLIEST}000 AND ${LATEST}000 THEN ${sql} // 1000
  END`;
}

/** The SQL of a record's parts; `written` gives the text of a field whatever it is. */
interface RecordSql {
  readonly field: FieldSql;
  readonly written: FieldSql;
  readonly status: string;
  readonly action: string;
}

/** What must hold of a record with traffic, and the SQL of what to say where it does not. */
function checks({
  field,
  written,
  action,
}: RecordSql): readonly (readonly [holds: string, complaint: string])[] {
  const shown = (name: string, sql = `CAST(${written(name)} AS VARCHAR)`): string =>
    `concat(${sqlLiteral(`${name} `)}, coalesce(${sql}, 'missing'))`;
  const isBetween = (name: string, most: number): readonly [string, string] => [
    `(${written(name)} IS NULL OR coalesce(${field(name)} BETWEEN 0 AND ${most}, false))`,
    shown(name),
  ];
  const lasts = `(${seconds(field('end'))} - ${seconds(field('start'))})`;
  return [
    // Those that Block Public Access rejected lack bytes.
    [
      `coalesce(${field('bytes')}, CASE WHEN ${action} = 'REJECT' AND ${written('bytes')} IS NULL THEN 0 END) BETWEEN 0 AND ${MOST}`,
      shown('bytes'),
    ],
    isBetween('packets', MOST),
    isBetween('srcport', 65535),
    isBetween('dstport', 65535),
    isBetween('protocol', 255),
    [`${seconds(field('start'))} IS NOT NULL`, shown('start')],
    [`${seconds(field('end'))} >= coalesce(${seconds(field('start'))}, 0)`, shown('end')],
    [`coalesce(${lasts} <= ${LONGEST}, true)`, `concat('lasts ', ${lasts}, ' s')`],
    [
      `coalesce(${['srcaddr', 'pkt_srcaddr', 'dstaddr', 'pkt_dstaddr'].map(field).join(', ')}) IS NOT NULL`,
      `'no address'`,
    ],
    [`${action} IN ('ACCEPT', 'REJECT')`, shown('action', action)],
  ];
}

/** The SQL of a short test that almost every record passes, and none that fails a check. */
function isOrdinary({ field, status, action }: RecordSql): string {
  return [
    `${status} = 'OK'`,
    `${action} = 'ACCEPT'`,
    `${field('srcaddr')} IS NOT NULL`,
    ...['bytes', 'packets'].map((name) => `${field(name)} BETWEEN 0 AND ${MOST}`),
    ...['srcport', 'dstport'].map((name) => `${field(name)} BETWEEN 0 AND 65535`),
    `${field('protocol')} BETWEEN 0 AND 255`,
    `${field('start')} BETWEEN ${EARLIEST} AND ${LATEST - LONGEST}`,
    `${field('end')} BETWEEN ${field('start')} AND ${field('start')} + ${LONGEST}`,
  ].join(' AND ');
}

/** The SQL of a record's status, `MALFORMED` where it is impossible, and of what is wrong with it (NULL: nothing). */
export function judgement(record: RecordSql): { status: string; complaint: string } {
  const { status } = record;
  const all = [
    ...checks(record),
    [`${status} = 'OK'`, `concat('log-status ', coalesce(${status}, 'missing'))`] as const,
  ];
  const complaints = all.map(([holds, complaint]) => `CASE WHEN ${holds} THEN NULL ELSE ${complaint} END`);
  const isWithoutData = `${status} IN ('NODATA', 'SKIPDATA')`;
  return {
    status: `CASE
      WHEN ${isOrdinary(record)} THEN 'OK'
      WHEN ${isWithoutData} THEN ${status}
      WHEN ${all.map(([holds]) => holds).join(' AND ')} THEN 'OK'
      ELSE '${MALFORMED}'
    END`,
    complaint: `CASE WHEN ${isWithoutData} THEN NULL ELSE nullif(concat_ws(', ', ${complaints.join(', ')}), '') END`,
  };
}
