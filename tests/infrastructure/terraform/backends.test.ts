import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { StackJson } from '@egress/module-foundation/testing';
import { exampleWith } from '../configurations';
import { emit } from '../emitted-environment';
import { hasTerraform, runTerraform } from './terraform';

const BACKENDS = {
  'local files': { type: 'local' },
  'S3 locked by a table, both made by us': { type: 's3' },
  'S3 locked by a file, made by us': { type: 's3', locking: 's3-lockfile' },
  'S3 locked by a table': { type: 's3', bucket: 'acme-states', region: 'eu-west-1', dynamodbTable: 'locks' },
  'S3 locked by a file': { type: 's3', bucket: 'acme-states', locking: 's3-lockfile' },
  'Terraform Cloud': { type: 'terraform-cloud', organization: 'acme', hostname: 'terraform.invalid' },
};

/** What `terraform init` says when it has accepted the settings of a backend, which a test cannot reach. */
const ACCEPTED =
  /successfully initialized|No valid credential sources found|Failed to request discovery document/;

const environments = Object.entries(BACKENDS).flatMap(([name, state]) => {
  const { stacks } = emit(exampleWith({ state }));
  return Object.entries(stacks)
    .filter(([stack]) => stack !== 'state-backend')
    .map(([stack, json]) => ({ name, stack, json }));
});
const { stacks: validated } = emit(exampleWith({}));

/** Writes what a stack has to do with states: its own, and those of the stacks that it reads from. */
function writeStates({ terraform, data }: StackJson): string {
  const { backend, cloud, required_version } = terraform;
  const { terraform_remote_state: states } = data ?? {};
  const folder = mkdtempSync(path.join(os.tmpdir(), 'terraform-states-'));
  const json = {
    terraform: { backend, cloud, required_version },
    ...(states ? { data: { terraform_remote_state: states } } : {}),
  };
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(json));
  return folder;
}

function withoutStates(json: StackJson | undefined): object {
  const { resource, provider, output, data } = json ?? { provider: {} };
  return { resource, provider, output, readsStates: Object.keys(data?.['terraform_remote_state'] ?? {}) };
}

if (!hasTerraform()) console.warn('SKIPPED: the backends in Terraform, because no Terraform was found');

describe.each(environments)('the state of $stack in $name', ({ stack, json }) => {
  it('is all that differs, so that the rest need not be validated again', () => {
    expect(withoutStates(json)).toEqual(withoutStates(validated[stack]));
  });

  (hasTerraform() ? it : it.skip)('is accepted by Terraform, with the states that it reads', async () => {
    const folder = writeStates(json);
    const init = await runTerraform(folder, 'init', '-backend=false');
    expect(init.output).toContain('successfully initialized');
    const { output } = await runTerraform(folder, 'validate');
    expect(output).toContain('Success! The configuration is valid');
    expect((await runTerraform(folder, 'init')).output).toMatch(ACCEPTED);
  });
});

(hasTerraform() ? it : it.skip)('would not accept settings that a backend does not have', async () => {
  const terraform = { backend: { s3: { bucket: 'b', key: 'k', region: 'us-east-1', lock: true } } };
  const { output } = await runTerraform(writeStates({ terraform, provider: {} }), 'init');
  expect(output).not.toMatch(ACCEPTED);
});
