import type { AnalysisDocument } from '@egress/contracts';
import { formatCount } from '../format';
import { QUALITY_COUNTS } from '../quality-counts';
import { headed, type Terminal } from './block';
import { paragraph, plain } from './text';

/** Malformed rows are many alike; a few show what is wrong. */
const SAMPLES = 5;

export function qualityBlock({ quality }: AnalysisDocument, terminal: Terminal): string {
  const counts = QUALITY_COUNTS.map(
    ({ count, name }) => `${name.replace(/^[A-Z](?=[a-z])/, lower)} ${formatCount(quality[count])}`,
  );
  const samples = quality.samples
    .slice(0, SAMPLES)
    .map(({ file, line, reason }) => `malformed: ${file}${line === null ? '' : `:${line}`}: ${reason}`);
  return headed(
    'Data quality',
    [
      counts.join(', '),
      ...quality.notes.map((note) => `- ${note}`),
      ...samples.map((sample) => `- ${sample}`),
    ].map((text) => paragraph(plain(text), terminal.columns)),
    terminal,
  );
}

const lower = (letter: string): string => letter.toLowerCase();
