import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, Testing } from 'cdktf';
import { BUNDLES_CONTEXT } from '../src/function-code';

/** An app that finds a bundle for each of the named Lambdas without anything being built. */
export function appWithBundles(names: readonly string[], content = 'zip file'): App {
  const folder = mkdtempSync(path.join(tmpdir(), 'bundles-'));
  for (const name of names) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'function.zip'), content);
  }
  return Testing.app({ context: { [BUNDLES_CONTEXT]: folder } });
}
