import { whyNoLocalAws } from '@egress/local-aws';

/** `describe` where the emulators are installed; elsewhere it says what it skips. */
export function describeOnLocalAws(name: string, tests: () => void): void {
  const missing = whyNoLocalAws();
  if (missing !== undefined) process.stderr.write(`SKIPPED: ${name}. ${missing}\n`);
  (missing === undefined ? describe : describe.skip)(name, tests);
}
