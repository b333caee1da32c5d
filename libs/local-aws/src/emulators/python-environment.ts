import { existsSync } from 'node:fs';
import path from 'node:path';

const PROGRAMS = path.resolve(__dirname, '../../.venv/bin');

/** A program of the Python environment that the emulators are installed in. */
export function pythonProgram(name: string): string {
  return path.join(PROGRAMS, name);
}

/** Why there can be no local AWS on this machine and what to do; undefined if there can. */
export function whyNoLocalAws(): string | undefined {
  const needed = pythonProgram('ministack');
  return existsSync(needed)
    ? undefined
    : `${needed} does not exist. 'node tools/setup-python.mjs' installs the emulators; it needs Python 3.10 or newer.`;
}
