import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PLAYBOOKS } from './domain/playbook-registry';
import { playbookCatalogue } from './playbook-catalogue';

it('is what docs/playbooks.md says (npx tsx lambdas/remediation-orchestrator/write-playbooks.ts writes it)', () => {
  const document = readFileSync(path.join(__dirname, '../../../docs/playbooks.md'), 'utf8');
  const [, shipped] = document.split(/<!-- (?:begin|end) of the catalogue -->\n/);
  expect(shipped?.trim()).toBe(playbookCatalogue(PLAYBOOKS).trim());
});

it('tells of each playbook what it is for, needs and may do', () => {
  const text = playbookCatalogue(PLAYBOOKS);
  expect(text).toContain('### create-gateway-endpoint\n');
  expect(text).toContain('- For anomalies of type `S3_Public_Access`\n');
  expect(text).toContain('  - `service`: `s3` or `dynamodb`\n');
  expect(text).toContain('  - `port`: integer, optional\n');
  expect(text).toContain('  - `ec2:DeleteFlowLogs` on flow logs that a playbook created. The undo.');
});
