import type { AnalysisDocument } from '@egress/contracts';
import { className } from '../../class-labels';
import { formatUsd } from '../../format';
import { sumOf } from '../../totals';
import { trendChart } from '../charts/trend';
import { trendBuckets, type TrendBucket } from '../charts/trend-buckets';
import { html } from '../escape';
import type { Section } from '../section';
import { table } from '../table';

/** So many rows of the trend's table a person can still read. */
const TABLE_ROWS = 31;

export function trendSection({ trend }: AnalysisDocument): Section {
  const chart = trendBuckets(trend);
  const rows = trendBuckets(trend, TABLE_ROWS);
  return {
    id: 'trend',
    heading: 'Cost over time',
    lead:
      chart.buckets.length > 0
        ? `Dollars ${chart.every}, by egress class.`
        : 'There is no traffic that costs anything.',
    body: html`${trendChart(chart)}
      <details>
        <summary>The trend as a table</summary>
        ${table<TrendBucket>({
          caption: `Dollars ${rows.every} and egress class`,
          columns: [
            { heading: 'From (UTC)', cell: (bucket) => bucket.label },
            ...rows.classes.map((egressClass, index) => ({
              heading: className(egressClass),
              amount: (bucket: TrendBucket) => bucket.usd[index] ?? 0,
              cell: (bucket: TrendBucket) => formatUsd(bucket.usd[index] ?? 0),
            })),
            {
              heading: 'Total',
              amount: (bucket) => sumOf(bucket.usd, (usd) => usd),
              cell: (bucket) => html`<strong>${formatUsd(sumOf(bucket.usd, (usd) => usd))}</strong>`,
            },
          ],
          rows: rows.buckets,
          whenEmpty: 'There is no traffic that costs anything.',
        })}
      </details>`,
  };
}
