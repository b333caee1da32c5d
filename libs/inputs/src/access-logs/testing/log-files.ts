import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SqlEngine } from '@egress/sql-engine';
import type { DetectedFile } from '../../detection';
import { discoverInputs } from '../../discover';

/** Writes a log below the engine's scratch folder, gzipped where the name says so, and returns it as readers get it. */
export async function logFile(
  engine: SqlEngine,
  name: string,
  content: string | Buffer,
): Promise<DetectedFile> {
  const file = path.join(engine.scratchFolder, 'logs', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' && name.endsWith('.gz') ? gzipSync(content) : content);
  return detectedFile(engine, file);
}

export async function detectedFile(engine: SqlEngine, file: string): Promise<DetectedFile> {
  const { files } = await discoverInputs(engine, [file], { keepGoing: false });
  const [detected] = files;
  if (detected === undefined) throw new Error(`${file} was not found`);
  return detected;
}
