import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProvider, validateStack } from './terraform';

/**
 * `tsx tests/infrastructure/terraform/validate-synthesised.ts <stack>`: `terraform validate` of what `nx synth` has written
 * for a stack. Exits with 0 and a warning where Terraform or the provider is missing, as the tests skip then.
 */
async function main(stack: string): Promise<void> {
  const synthesised = path.join(__dirname, '../../../dist/synth', stack);
  if (!existsSync(synthesised)) return console.warn(`${stack} is not part of this environment`);
  const provider = findProvider();
  if ('missing' in provider)
    return console.warn(`SKIPPED: validation of ${stack}, because ${provider.missing}`);
  // Terraform writes beside what it reads, and the original is Nx's to cache.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'terraform-validate-'));
  try {
    cpSync(synthesised, folder, { recursive: true });
    const { succeeded, output } = await validateStack(folder, provider.plugins);
    console.log(output.trimEnd());
    if (!succeeded) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [stack] = process.argv.slice(2);
if (stack) void main(stack);
else {
  console.error('usage: tsx tests/infrastructure/terraform/validate-synthesised.ts <stack>');
  process.exitCode = 2;
}
