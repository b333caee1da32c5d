import { sampleDetection } from '@egress/report/testing/sample-detection';
import { detectionTable } from './detection-table';
import { explanation } from './explanation';

// The sample's second anomaly has a name, and evidence, that would move the cursor and turn the text around.
it.each([
  ['the table', () => detectionTable(sampleDetection())],
  ['an explanation', () => explanation(sampleDetection().anomalies[1]!)],
])('prints names of others in %s without what steers a terminal', (_name, print) => {
  expect(JSON.stringify(sampleDetection())).toContain('\\u001b[2J');
  expect(print()).toContain('payments-settlement');
  expect(print()).not.toMatch(/[\u001b\u202e]/);
});

it('tells until when an anomaly went on that has ended', () => {
  const document = sampleDetection();
  const [first] = document.anomalies;
  const ended = { ...first!, status: 'ended' as const, hour: '2026-11-20T23:00:00Z' };
  const printed = detectionTable({ ...document, anomalies: [ended] });
  expect(printed).toMatch(/photos internet +until 2026-11-20 23:00 /);
  expect(printed).not.toContain('ongoing');
});
