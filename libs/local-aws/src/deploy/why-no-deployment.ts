import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { whyNoLocalAws } from '../emulators/python-environment';
import { findProvider, terraformEnvironment, type Variables } from './terraform';

/**
 * Why the stacks cannot be deployed to a local AWS on this machine; undefined if they can. Takes seconds, in which Terraform
 * looks for its AWS provider.
 */
export function whyNoDeployment(processEnvironment: Variables): string | undefined {
  const noLocalAws = whyNoLocalAws();
  if (noLocalAws) return noLocalAws;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-provider-'));
  try {
    const provider = findProvider(terraformEnvironment(processEnvironment), folder);
    return 'missing' in provider ? provider.missing : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
