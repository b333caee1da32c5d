import type { AnalysisDocument, Finding } from '@egress/contracts';
import { formatUsd } from '../format';
import { bySaving } from '../totals';
import { headed, moreRows, TOP, type Terminal } from './block';
import { paragraph, plain } from './text';

/** Each finding with its saving per month and the first line of its fix. */
export function findingsBlock(doc: AnalysisDocument, terminal: Terminal): string {
  const findings = bySaving(doc.findings).slice(0, TOP);
  if (findings.length === 0) return '';
  const amounts = findings.map(saving);
  const amountWidth = Math.max(...amounts.map((amount) => amount.length));
  const lines = findings.map((finding, index) =>
    findingLines(finding, (amounts[index] ?? '').padStart(amountWidth), terminal),
  );
  return headed('Findings (saving per month)', [...lines, moreRows(doc.findings.length)], terminal);
}

const saving = ({ savingUsdPerMonth: { expected, high } }: Finding): string =>
  high > 0 ? formatUsd(expected) : 'risk';

/** The amount stands in front, everything else hangs beside it. */
function findingLines(
  { title, cause, fix }: Finding,
  amount: string,
  { columns, colours }: Terminal,
): string {
  const indent = amount.length + 4;
  const fixLine = fix.summary.split('\n', 1)[0] ?? '';
  const beside = [
    paragraph(`${plain(title)} ${colours.dim(`[${cause}]`)}`, columns, indent),
    paragraph(`Fix: ${plain(fixLine)}`, columns, indent),
  ].join('\n');
  return `  ${colours.green(amount)}  ${beside.slice(indent)}`;
}
