import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { simulate, type SimulationOptions } from '../simulate';
import type { Truth } from '../truth';

export interface SimulatedFolder {
  readonly folder: string;
  readonly truth: Truth;
  readonly remove: () => void;
}

/** 2026-11-02T00:00:00Z */
export const START = Date.UTC(2026, 10, 2) / 1000;

/** Two hours of little traffic in a temporary folder, unless said otherwise. */
export async function simulatedFolder(options: Partial<SimulationOptions> = {}): Promise<SimulatedFolder> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'simulated-'));
  const truth = await simulate({
    out: folder,
    seed: 1,
    hours: 2,
    recordsPerHour: 1_500,
    scenarios: [],
    formats: [],
    logLevel: 'vpc',
    start: START,
    discount: 0,
    ...options,
  });
  return { folder, truth, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Every file below a folder, as paths relative to it, in order. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The lines of every text file below a folder, unpacked; file by file, as `headerLines` begin each. */
export function linesBelow(folder: string, headerLines: number): readonly string[] {
  return filesBelow(folder).flatMap((file) => {
    const content = readFileSync(path.join(folder, file));
    const text = (file.endsWith('.gz') ? gunzipSync(content) : content).toString('latin1');
    return text.split('\n').slice(headerLines, -1);
  });
}
