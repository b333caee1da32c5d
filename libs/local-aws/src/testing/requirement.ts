import { whyNoLocalAws } from '../emulators/python-environment';

const missing = whyNoLocalAws();

/** `describe` where the emulators are installed; elsewhere skipped, and the reason is printed. */
export function describeWithEmulators(name: string, tests: () => void): void {
  // eslint-disable-next-line no-console -- A skipped test must be seen.
  if (missing !== undefined) console.warn(`SKIPPED: ${name}, because ${missing}`);
  (missing === undefined ? describe : describe.skip)(name, tests);
}
