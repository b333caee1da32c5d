import type { AnalysisDocument } from '@egress/contracts';
import { counted, formatUsd, formatWindow } from '../format';
import { documentTotals } from '../totals';
import { headed, type Terminal } from './block';
import { paragraph } from './text';

/** What was read, what it costs, what could be saved. */
export function headerBlock(doc: AnalysisDocument, terminal: Terminal): string {
  const { window, savingUsdPerMonth: saving, findings } = doc;
  const { usd, usdPerMonth, records } = documentTotals(doc);
  const { bold, green } = terminal.colours;
  const lines = [
    formatWindow(window) ?? 'No traffic with a time was found.',
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
