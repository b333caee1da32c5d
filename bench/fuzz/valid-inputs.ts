import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FORMATS, simulate } from '@egress/simulator';
import { textLayout, type TextLayout } from './text-layout';

/** A small file as AWS would deliver it. */
export interface ValidInput {
  readonly format: string;
  /** AWS's name for it, which tells account and region; without `.gz`. */
  readonly fileName: string;
  /** Text is not compressed here. */
  readonly content: Buffer;
  /** null for Parquet. */
  readonly layout: TextLayout | null;
}

/** Enough for several conversations of several classes. */
const RECORDS_PER_HOUR = 400;
const MOST_LINES = 40;
const FOLDERS = ['flow-logs', 's3-access-logs', 'cloudfront', 'bills'];

/** One small input of each format that the simulator writes. */
export async function validInputs(): Promise<readonly ValidInput[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-valid-'));
  try {
    await simulate({
      out: path.join(folder, 'simulated'),
      seed: 1,
      hours: 1,
      recordsPerHour: RECORDS_PER_HOUR,
      scenarios: [],
      formats: FORMATS,
      logLevel: 'vpc',
      start: Date.UTC(2026, 10, 2) / 1000,
      discount: 0.1,
    });
    return FORMATS.map((format) => {
      const folders = FOLDERS.map((name) => path.join(folder, 'simulated', name, format));
      return validInput(format, folders.flatMap(filesBelow));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The largest of the files, cut to a few records. */
function validInput(format: string, files: readonly string[]): ValidInput {
  const contents = files.map((file) => ({ file, bytes: readFileSync(file) }));
  const [largest] = contents.sort((a, b) => b.bytes.length - a.bytes.length);
  if (largest === undefined) throw new Error(`the simulator wrote no file of format ${format}`);
  const fileName = path.basename(largest.file).replace(/\.gz$/, '');
  if (fileName.endsWith('.parquet')) return { format, fileName, content: largest.bytes, layout: null };
  const bytes = largest.file.endsWith('.gz') ? gunzipSync(largest.bytes) : largest.bytes;
  const lines = bytes.toString('latin1').split('\n').slice(0, -1).slice(0, MOST_LINES);
  const text = lines.map((line) => `${line}\n`).join('');
  return { format, fileName, content: Buffer.from(text, 'latin1'), layout: textLayout(format, text) };
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
