import type { PlannedRemediation } from '@egress/contracts';
import type { FindingStory } from '@egress/findings-store';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { demoFinding, type DemoOutcome, foundAnomaly } from './demo-outcome';
import { demoTable } from './demo-table';

const PLAN: PlannedRemediation = {
  status: 'planned',
  anomalyId: BUCKET_ANOMALY.id,
  playbook: 'block-s3-public-access',
  parameters: { bucket: 'photos' },
  resource: 'photos',
  changes: [{ action: 'block', target: 'photos', before: 'off', after: 'on' }],
  blastRadius: 'Strangers.',
  usdPerMonth: 0,
  fingerprint: '',
};

const FINDING = {
  id: BUCKET_ANOMALY.id,
  anomaly: BUCKET_ANOMALY,
  analysis: null,
  plan: PLAN,
  savingUsdPerMonth: 67233,
  status: 'undone',
} as unknown as FindingStory;

function tableOf(findings: DemoOutcome['findings']): string {
  return demoTable({ report: 'out/report.html', laptopOnlyBecause: null, findings, steps: [], seconds: 1 });
}

it('tells what was found, done and saved, and where the report is', () => {
  const fix = { finding: FINDING, plan: PLAN, before: 'open', fixed: 'shut', restored: 'open' };
  const table = tableOf([demoFinding(FINDING, fix)]);
  expect(table).toMatch(
    /S3_Public_Access +as its type says +block-s3-public-access +2210\.40 +67233\.00 +fixed, verified; undone, verified\nphotos/,
  );
  expect(table).toContain('\nreport: out/report.html\n');
});

it('says no more of an anomaly than that it was found, if nothing was done', () => {
  expect(tableOf([foundAnomaly(BUCKET_ANOMALY)])).toMatch(/S3_Public_Access +2210\.40 +found\nphotos/);
});

it('lets no name of a resource move the cursor', () => {
  expect(tableOf([{ ...foundAnomaly(BUCKET_ANOMALY), resource: 'a\u001b[2Jb' }])).toContain('\nab');
});
