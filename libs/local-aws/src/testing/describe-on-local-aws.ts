import { whyNoLocalAws } from '../emulators/python-environment';

/** `describe` where the emulators are installed; elsewhere it says what it skips. */
export function describeOnLocalAws(name: string, tests: () => void): void {
  const missing = whyNoLocalAws();
  if (missing !== undefined) process.stderr.write(`SKIPPED: ${name}. ${missing}\n`);
  (missing === undefined ? describe : describe.skip)(name, tests);
}
