/**
 * Measures the deployable half against limits in the same run: synthesis of all stacks against an empty cdktf app, and size
 * and import of each Lambda bundle against an empty handler.
 *
 *   npm run bundle && npx tsx bench/synth/run.ts [--rounds 7]
 *
 * Prints medians of whole processes, as a deployment and a cold start see them. Exits with 1 above a limit.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const BUNDLES = path.join(ROOT, 'dist/lambdas');
const RUN_STACKS = path.join(ROOT, 'tools/run-stacks.mjs');
const SYNTH_LIMIT = 3;
const IMPORT_LIMIT = 5;
const SIZE_LIMIT_BYTES = 1_000_000;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const rounds = Number(values.rounds);
const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-synth-'));

function main(): void {
  if (!existsSync(BUNDLES)) throw new Error('there are no bundles; build them with: npm run bundle');
  const [all, empty] = medians([[RUN_STACKS], [RUN_STACKS, path.join(__dirname, 'empty-app.ts')]]);
  report('synth of all stacks', all, empty, SYNTH_LIMIT, 'an empty app');

  const handler = path.join(folder, 'empty.mjs');
  writeFileSync(handler, 'export const handler = async () => {};');
  const names = readdirSync(BUNDLES);
  const files = names.map((name) => path.join(BUNDLES, name, 'index.mjs'));
  const [emptyImport, ...imports] = medians([handler, ...files].map((file) => ['-e', `import('${file}')`]));
  for (const [i, name] of names.entries()) {
    const bytes = statSync(files[i] ?? '').size;
    check(
      bytes <= SIZE_LIMIT_BYTES,
      `${name}: ${Math.round(bytes / 1000)} kB (limit ${SIZE_LIMIT_BYTES / 1000})`,
    );
    report(`${name}: start and import`, imports[i], emptyImport, IMPORT_LIMIT, 'an empty handler');
  }
}

/** Runs each command once per round, in turn, so that noise meets all alike; milliseconds. */
function medians(commands: readonly (readonly string[])[]): number[] {
  const times: number[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    commands.forEach((args, i) => times[i]?.push(milliseconds(args)));
  }
  return times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? NaN);
}

function milliseconds(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDKTF_OUTDIR: path.join(folder, 'out') },
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
  return performance.now() - start;
}

function report(
  what: string,
  time: number | undefined,
  base: number | undefined,
  limit: number,
  against: string,
): void {
  const ratio = (time ?? NaN) / (base ?? NaN);
  const figures = `${Math.round(time ?? NaN)} ms, ${ratio.toFixed(2)} x ${against} (${Math.round(base ?? NaN)} ms)`;
  check(ratio <= limit, `${what}: ${figures}, limit ${limit} x`);
}

function check(holds: boolean, sentence: string): void {
  console.log(`${holds ? 'ok  ' : 'OVER'}  ${sentence}`);
  if (!holds) process.exitCode = 1;
}

try {
  main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
