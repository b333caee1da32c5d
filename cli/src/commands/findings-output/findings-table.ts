import type { FindingsList } from '@egress/findings-store';
import { plainTable } from '../../plain-table';
import { usdText } from '../detect-output/amounts';
import { printable } from '../../printable';

/** The findings, and what they come to. */
export function findingsTable(list: FindingsList): string {
  const { findings, totals } = printable(list);
  const rows = findings.map(({ id, status, anomaly }) => [
    usdText(anomaly.usdPerDay),
    anomaly.severity,
    statusText(status),
    `${anomaly.anomalyType}\n${anomaly.resource}`,
    id,
  ]);
  const columns = [
    { head: 'USD a day', align: 'right' },
    { head: 'severity' },
    { head: 'status' },
    { head: 'anomaly' },
    { head: 'id' },
  ] as const;
  return `${rows.length > 0 ? `${plainTable(columns, rows)}\n` : ''}${totalLines(totals, rows.length)}`;
}

/** `awaiting_approval` → `awaiting approval` */
export function statusText(status: string): string {
  return status.replaceAll('_', ' ');
}

function totalLines(totals: FindingsList['totals'], shown: number): string {
  const { findings, usdPerDay, fixed, savedUsdPerMonth, fixable, savableUsdPerMonth } = totals;
  if (findings === 0) return 'no findings\n';
  const which = shown < findings ? `, ${shown} shown` : '';
  return [
    `total: ${countText(findings, 'finding')}${which}, ${usdText(usdPerDay)} USD a day`,
    `fixed: ${fixed}, which saves ${usdText(savedUsdPerMonth)} USD a month by the forecast`,
    `with a plan that was not carried out: ${fixable}, worth ${usdText(savableUsdPerMonth)} USD a month by the forecast`,
    '',
  ].join('\n');
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
