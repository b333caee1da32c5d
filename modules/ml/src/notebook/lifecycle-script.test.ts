import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { lifecycleScript, LONGEST_SCRIPT } from './lifecycle-script';

const script = lifecycleScript({
  idleStopMinutes: 60,
  notebooks: { bucketName: 'artifacts', folder: 'notebooks/egress-notebooks-1/' },
}).join('');

const hasPython = spawnSync('python3', ['--version']).status === 0;
const itWithPython = hasPython ? it : it.skip;

/** The moment from which the notebook counts as unused, as the script sees it; `now` while a kernel works. */
function lastUse(kernels: readonly object[], terminals: readonly object[], started: string): string {
  const code = `
import importlib.util, json, sys
from datetime import datetime, timezone
spec = importlib.util.spec_from_file_location("stop", ${JSON.stringify(path.join(__dirname, 'stop-when-idle.py'))})
stop = importlib.util.module_from_spec(spec)
spec.loader.exec_module(stop)
kernels, terminals, started = json.load(sys.stdin)
result = stop.last_use(kernels, terminals, datetime.fromisoformat(started))
is_now = abs((datetime.now(timezone.utc) - result).total_seconds()) < 60
print("now" if is_now else result.isoformat())
`;
  const input = JSON.stringify([kernels, terminals, started]);
  return execFileSync('python3', ['-c', code], { input, encoding: 'utf8' }).trim();
}

const STARTED = '2026-01-01T08:00:00+00:00';
const kernel = (lastActivity: string, state = 'idle') => ({
  execution_state: state,
  last_activity: lastActivity,
});

it('is a shell script without errors of syntax', () => {
  expect(spawnSync('bash', ['-n'], { input: script }).status).toBe(0);
});

it('is as short as SageMaker wants it, with room for the name of any bucket', () => {
  expect(Buffer.from(script).toString('base64').length).toBeLessThan(LONGEST_SCRIPT - 200);
});

it.each([
  ['STOP_WHEN_IDLE', 'stop_notebook_instance'],
  ['INSTALL_NOTEBOOKS', 'requirements.txt'],
])('carries the program %s', (variable, content) => {
  const [, program] = new RegExp(`^${variable}=(\\S+)$`, 'm').exec(script)!;
  expect(Buffer.from(program!, 'base64').toString()).toContain(content);
});

itWithPython('counts from the start of a notebook that nobody used', () => {
  expect(lastUse([], [], STARTED)).toBe(STARTED);
});

itWithPython('counts from the newest use of any kernel or terminal', () => {
  const kernels = [kernel('2026-01-01T09:00:00.123456Z'), kernel('2026-01-01T10:00:00.000000Z')];
  expect(lastUse(kernels, [], STARTED)).toBe('2026-01-01T10:00:00+00:00');
  const terminals = [{ last_activity: '2026-01-01T11:00:00.000000Z' }];
  expect(lastUse(kernels, terminals, STARTED)).toBe('2026-01-01T11:00:00+00:00');
});

itWithPython('never stops a kernel that works, however long it has', () => {
  expect(lastUse([kernel('2026-01-01T09:00:00.000000Z', 'busy')], [], STARTED)).toBe('now');
});
