// Installs what `egress demo` needs, as far as it is missing, runs it with the arguments given, and says what took how long.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

let started = performance.now();
if (!isDone('tools/setup.mjs')) process.exit(1);
// Without the emulators the demo says so, and shows what it can.
isDone('tools/setup-python.mjs', 'libs/local-aws');
const setupSeconds = secondsSinceStart();
started = performance.now();

const demo = spawn(
  process.execPath,
  [path.join(ROOT, 'cli/bin/egress.js'), 'demo', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the demo itself, whose end is waited for; other signals come to this process alone.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => demo.kill('SIGTERM'));
demo.on('close', (code) => {
  console.error(`set-up ${(setupSeconds / 60).toFixed(1)} min, run ${secondsSinceStart().toFixed(0)} s`);
  process.exitCode = code ?? 1;
});

/** Runs a script, with all that it says on stderr: stdout is for what the demo prints. */
function isDone(script, ...args) {
  return (
    spawnSync(process.execPath, [path.join(ROOT, script), ...args], { stdio: ['ignore', 2, 2] }).status === 0
  );
}

function secondsSinceStart() {
  return (performance.now() - started) / 1000;
}
