import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Resource } from '../emitted-environment';

const CHECKOV = path.join(__dirname, '.venv/bin/checkov');

export interface FailedCheck {
  /** Id of the check, such as `CKV_AWS_144`. */
  readonly check: string;
  readonly title: string;
  readonly resource: Resource;
}

export interface CheckovResult {
  readonly passed: number;
  readonly failed: readonly FailedCheck[];
}

interface CheckovReport {
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: {
    readonly failed_checks: readonly { check_id: string; check_name: string; resource: string }[];
  };
}

/** Whether tools/setup-python.mjs could install checkov. */
export function hasCheckov(): boolean {
  return existsSync(CHECKOV);
}

/**
 * Runs checkov without network over resources, all in one file: so it sees that the log settings of one stack are about the
 * bucket of another. It is not given the `terraform` block, on whose version it stumbles.
 */
export function runCheckov(resources: readonly Resource[]): CheckovResult {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'checkov-'));
  writeFileSync(path.join(folder, 'environment.tf.json'), JSON.stringify(terraformJson(resources)));
  const { stdout, stderr } = spawnSync(
    CHECKOV,
    [
      '--directory',
      folder,
      '--framework',
      'terraform_json',
      '--output',
      'json',
      '--skip-download',
      '--quiet',
    ],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  rmSync(folder, { recursive: true });
  if (!stdout.startsWith('{')) throw new Error(`checkov made no report: ${stdout}${stderr}`);
  const { summary, results } = JSON.parse(stdout) as CheckovReport;
  if (summary.parsing_errors > 0) throw new Error(`checkov cannot parse what is emitted: ${stderr}`);
  const failed = results.failed_checks.map(({ check_id, check_name, resource }) => ({
    check: check_id,
    title: check_name,
    resource: named(resources, resource),
  }));
  return { passed: summary.passed, failed };
}

function terraformJson(resources: readonly Resource[]): object {
  const byType: Record<string, Record<string, object>> = {};
  for (const { type, reference, block } of resources) {
    (byType[type] ??= {})[reference.slice(type.length + 1)] = block;
  }
  return { resource: byType };
}

/** Some checks call a resource `aws_s3_bucket.Logs_0DFFAF77`, others `resource.Logs_0DFFAF77`. */
function named(resources: readonly Resource[], reported: string): Resource {
  const name = reported.slice(reported.indexOf('.') + 1);
  const found = resources.find(({ type, reference }) => reference === `${type}.${name}`);
  if (!found) throw new Error(`checkov reports ${reported}, which was not given to it`);
  return found;
}
