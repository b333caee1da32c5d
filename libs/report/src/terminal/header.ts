import type { AnalysisDocument } from '@egress/contracts';
import { counted, formatHours, formatTime, formatUsd } from '../format';
import { documentTotals } from '../totals';
import { headed, type Terminal } from './block';
import { paragraph } from './text';

/** What was read, what it costs, what could be saved. */
export function headerBlock(doc: AnalysisDocument, terminal: Terminal): string {
  const { window, savingUsdPerMonth: saving, findings } = doc;
  const { usd, usdPerMonth, records } = documentTotals(doc);
  const { bold, green } = terminal.colours;
  const lines = [
    window.start === null || window.end === null
      ? 'No traffic with a time was found.'
      : `${formatTime(window.start)} to ${formatTime(window.end)} UTC (${formatHours(window.hours)})`,
    `${counted(records, 'record')} of ${counted(doc.inputs.length, 'input')}; 1 GB = 2^30 bytes`,
    `${formatUsd(usd)} measured, about ${bold(formatUsd(usdPerMonth))} a month`,
    findings.length > 0 &&
      `${green(formatUsd(saving.expected))} a month could be saved ` +
        `(${formatUsd(saving.low)} to ${formatUsd(saving.high)}, ${counted(findings.length, 'finding')})`,
  ];
  return headed(
    'Egress cost report',
    lines.filter((line) => line !== false).map((line) => paragraph(line, terminal.columns)),
    terminal,
  );
}
