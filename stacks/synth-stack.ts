import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App } from 'cdktf';
import { configurationOfEnvironment, joinStacks } from './main';

/**
 * Writes one stack alone to `dist/synth/<stack>`: what Nx caches. Stacks refer to each other, so all are made; only the
 * asked one is kept.
 */
function synthStack(name: string): void {
  const target = path.join(__dirname, '../dist/synth', name);
  const outdir = mkdtempSync(path.join(os.tmpdir(), 'egress-synth-'));
  try {
    const app = new App({ outdir });
    joinStacks(app, configurationOfEnvironment());
    app.synth();
    const stack = path.join(outdir, 'stacks', name);
    rmSync(target, { recursive: true, force: true });
    if (existsSync(stack)) cpSync(stack, target, { recursive: true });
    else process.stderr.write(`${name} is not part of this environment\n`);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const [name] = process.argv.slice(2);
if (name) synthStack(name);
else {
  process.stderr.write('usage: tsx stacks/synth-stack.ts <stack>\n');
  process.exitCode = 2;
}
