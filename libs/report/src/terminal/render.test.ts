import stringWidth from 'string-width';
import { emptyDocument } from '../testing/empty-document';
import { sampleDocument } from '../testing/sample-document';
import { renderTerminal } from './render';

const output = renderTerminal(sampleDocument());
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => stringWidth(line)));

it.each([60, 80, 132])('fits into %i columns, whatever the names and numbers', (columns) => {
  const text = renderTerminal(sampleDocument(), { columns });
  expect(widest(text)).toBeLessThanOrEqual(columns);
  expect(widest(text)).toBeGreaterThan(columns - 20);
});

it('fits wide characters too', () => {
  const sample = sampleDocument();
  const talkers = sample.talkers.map((talker) => ({ ...talker, name: '支払い決済ワーカー'.repeat(4) }));
  expect(widest(renderTerminal({ ...sample, talkers }))).toBeLessThanOrEqual(80);
});

it('starts with the window, the records, the cost and the saving', () => {
  expect(output.split('\n').slice(0, 5)).toEqual([
    'Egress cost report',
    '  14 Nov 2026, 00:00 to 21 Nov 2026, 00:00 UTC (168 h)',
    '  19,632,989 records of 5 inputs; 1 GB = 2^30 bytes',
    '  $2,265.17 measured, about $9,842.71 a month',
    '  $3,490.20 a month could be saved ($2,424.85 to $4,334.81, 17 findings)',
  ]);
});

it('says how much of the window the logs cover where they have gaps', () => {
  const sample = sampleDocument();
  const text = renderTerminal({ ...sample, window: { ...sample.window, coveredHours: 48 } });
  expect(text).toContain('14 Nov 2026, 00:00 to 21 Nov 2026, 00:00 UTC (48 of 168 h)');
});

it('says which hours of flows and bill are compared', () => {
  expect(output).toContain('What both cover: 14 Nov 2026, 00:00 to 19 Nov 2026, 18:00 UTC (138 h)');
  expect(renderTerminal({ ...sampleDocument(), reconciledWindow: null })).not.toContain('What both cover');
});

it('shows every part of the document', () => {
  const headings = output.split('\n').filter((line) => /^[A-Z]/.test(line));
  expect(headings).toEqual([
    'Egress cost report',
    'Egress classes',
    'Top talkers',
    'Cross-AZ pairs',
    'Findings (saving per month)',
    'Flows against the bill',
    'Data quality',
  ]);
});

it('prints the dearest finding first, with the first line of its fix', () => {
  const lines = output.split('\n');
  const first = lines.indexOf('Findings (saving per month)') + 1;
  expect(lines[first]).toMatch(/^ {2}\$1,284\.12 {2}vpc-0a1b2c3d sends 28,536 GB/);
  expect(output).toContain('Fix: Create an S3 gateway endpoint');
  expect(output).not.toContain('Then measure for a week.');
});

it('says how many rows of a long list are not printed', () => {
  expect(output).toContain('… 54 more: see --report or --json');
});

it('lets nothing of a log steer the terminal', () => {
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

it('has colours only when asked for', () => {
  const coloured = renderTerminal(sampleDocument(), { colours: true });
  expect(coloured).toContain('\u001b[1mEgress cost report\u001b[22m');
  expect(widest(coloured)).toBeLessThanOrEqual(80);
});

it('says so when nothing was found, without empty tables', () => {
  const empty = renderTerminal(emptyDocument());
  expect(empty).toContain('No traffic with a time was found.');
  expect(empty).not.toContain('Top talkers');
});
