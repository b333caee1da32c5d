import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import { flattenPrefixes } from './flatten-prefixes';
import { awsPrefixes, readIpRanges } from './ip-ranges';

const SERVICE_RANGES =
  '[{"range_start": "VARCHAR", "range_end": "VARCHAR", "service": "VARCHAR", "region": "VARCHAR"}]';

/** Fills `ref_ip_ranges` from the ranges in the data folder, else from the shipped snapshot. */
export async function loadIpRanges(engine: SqlEngine, dataFolder?: string): Promise<void> {
  const ranges = sqlLiteral(JSON.stringify(flattenPrefixes(awsPrefixes(readIpRanges(dataFolder)))));
  // One JSON literal: five times faster than the same 9,000 rows as VALUES.
  await engine.run(
    `CREATE OR REPLACE TABLE ref_ip_ranges AS
     SELECT unnest(from_json(${ranges}, '${SERVICE_RANGES}'), recursive := true)`,
  );
}

/**
 * Fills `ref_asn` from the CSV files of @ip-location-db/asn (see NOTICE): first and last address as numbers, AS number,
 * organisation.
 */
export async function loadAsn(engine: SqlEngine): Promise<void> {
  const ipv4 = asnSelect('@ip-location-db/asn/asn-ipv4-num.csv', 'UBIGINT', '4', 8);
  const ipv6 = asnSelect('@ip-location-db/asn/asn-ipv6-num.csv', 'UHUGEINT', '6', 32);
  await engine.run(`CREATE OR REPLACE TABLE ref_asn AS ${ipv4} UNION ALL ${ipv6}`);
}

function asnSelect(file: string, numberType: string, family: '4' | '6', digits: number): string {
  const key = (column: string) => `'${family}' || lpad(hex(${column}), ${digits}, '0')`;
  const columns = `{first: '${numberType}', last: '${numberType}', asn: 'BIGINT', org: 'VARCHAR'}`;
  // Some ranges of the package reach into the next one, which is then the more specific.
  return `
    SELECT ${key('first')} AS range_start, ${key('disjoint_last')} AS range_end, asn, org
    FROM (
      SELECT *, CAST(least(last, lead(first) OVER (ORDER BY first) - 1) AS ${numberType}) AS disjoint_last
      FROM read_csv(${sqlLiteral(require.resolve(file))}, header = false, columns = ${columns}, quote = '"')
    )`;
}
