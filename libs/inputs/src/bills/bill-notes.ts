import type { SqlEngine } from '@egress/sql-engine';
import { IS_IN_GB } from './classify-lines';

/** How many texts a note lists. */
const MAX_LISTED = 20;

interface Remark {
  readonly file: number;
  readonly about: keyof typeof REMARKS_ON;
  readonly item: string;
  readonly lines: number;
  readonly usd: number;
}

const REMARKS_ON = {
  other_provider: "left out as not AWS's",
  other_charge: 'left out as no usage, they price no traffic',
  covered: 'left out, because a bill in another schema covers the same accounts and months',
  unknown_transfer: 'of data transfer in no known class',
  currency: 'not in USD, taken as they are',
  unit: 'of data transfer not in GB, with dollars but without bytes',
};

const REMARKS = `
  SELECT file, about, item, count(*) AS lines, coalesce(sum(cost), 0) AS usd
  FROM (
    SELECT file, 'other_provider' AS about, provider AS item, cost FROM read_bill_lines WHERE role = 'other_provider'
    UNION ALL
    SELECT file, role, coalesce(charge_type, 'without type'), cost FROM read_bill_lines
    WHERE role IN ('other_charge', 'covered')
    UNION ALL
    SELECT file, line_kind, coalesce(usage_type, description, 'without text'), cost FROM bill_lines
    WHERE line_kind = 'unknown_transfer'
    UNION ALL
    SELECT file, 'currency', currency, cost FROM read_bill_lines
    WHERE role IN ('usage', 'discount') AND currency <> 'USD'
    UNION ALL
    SELECT file, 'unit', unit, cost FROM bill_lines WHERE line_kind = 'transfer' AND NOT (${IS_IN_GB})
  )
  GROUP BY file, about, item
  ORDER BY file, about, abs(usd) DESC, lines DESC, item`;

/** What is to be said about the lines of each bill, by its number: sentences that begin with `paths[number]`. */
export async function billNotes(engine: SqlEngine, paths: readonly string[]): Promise<string[][]> {
  const remarks = await engine.query<Remark>(REMARKS);
  return paths.map((path, file) =>
    (Object.keys(REMARKS_ON) as Remark['about'][]).flatMap((about) => {
      const own = remarks.filter((remark) => remark.file === file && remark.about === about);
      return own.length === 0 ? [] : [`${path}: ${counted(own)} ${REMARKS_ON[about]}: ${listed(own)}.`];
    }),
  );
}

function counted(remarks: readonly Remark[]): string {
  const lines = remarks.reduce((sum, remark) => sum + remark.lines, 0);
  const usd = remarks.reduce((sum, remark) => sum + remark.usd, 0);
  return `${lines} ${lines === 1 ? 'line' : 'lines'} (${usd.toFixed(2)} USD)`;
}

function listed(remarks: readonly Remark[]): string {
  const items = remarks.slice(0, MAX_LISTED).map(({ item, lines }) => `${lines} × "${item}"`);
  const rest = remarks.length - items.length;
  return [...items, ...(rest > 0 ? [`${rest} more texts`] : [])].join(', ');
}
