import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { analyzeEgress } from '@egress/analysis';
import { analysisDocumentSchema, type Quality } from '@egress/contracts';
import { SqlEngine } from '@egress/sql-engine';
import { fuzzInput, type FuzzedInput } from './fuzz-input';
import { readTotals, type ReadTotals } from './read-totals';
import { validInputs, type ValidInput } from './valid-inputs';

export interface Outcome {
  readonly seed: number;
  /** Format and what was done to it. */
  readonly input: string;
  readonly result: 'rejected' | 'analyzed';
  /** What is wrong with how the input was treated; null when nothing is. */
  readonly violation: string | null;
}

export interface Fuzzer {
  /** Makes the input of this seed, has it analyzed, and judges what comes of it. */
  readonly check: (seed: number) => Promise<Outcome>;
  readonly close: () => void;
}

export interface FuzzerOptions {
  /** One in so many inputs goes through the whole analysis; of the others only the totals are read. */
  readonly wholeAnalysisEvery: number;
  /** Where inputs that were treated wrongly are kept. @default nowhere */
  readonly keep?: string;
}

type Totals = Omit<ReadTotals, 'quality'> & {
  readonly quality: Pick<Quality, 'malformed' | 'duplicates' | 'notes'>;
};

/**
 * Feeds damaged inputs to the analysis. Each must be rejected by an error that names the file, or give the totals of
 * the undamaged file, or say in its quality that something is wrong.
 */
export async function openFuzzer({ wholeAnalysisEvery, keep }: FuzzerOptions): Promise<Fuzzer> {
  const valid = await validInputs();
  const engine = await SqlEngine.open({ threads: 1 });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-fuzz-'));
  const expectations = new Map<string, Promise<Totals>>();

  const analyze = async (file: string, seed: number): Promise<Totals> => {
    // Both ways also among the seeds that are analyzed as a whole.
    const keepGoing = (seed >> 1) % 2 === 0;
    return seed % wholeAnalysisEvery === 0 ? analyzedTotals(file, keepGoing) : readTotals(file, keepGoing);
  };
  /** What the undamaged file gives, at the same place and by the same way. */
  const expected = async (input: FuzzedInput, file: string, seed: number): Promise<Totals> => {
    const key = [input.valid.format, input.isGzip, seed % wholeAnalysisEvery === 0].join(' ');
    const known = expectations.get(key);
    if (known !== undefined) return known;
    writeFileSync(file, packed(input.valid, input.isGzip));
    const totals = analyze(file, seed);
    expectations.set(key, totals);
    return totals;
  };

  const check = async (seed: number): Promise<Outcome> => {
    const input = await fuzzInput(engine, valid, seed);
    const description = `${input.valid.format}${input.isGzip ? ' gzip' : ''}: ${input.mutations.join(', ')}`;
    const file = path.join(folder, input.valid.fileName);
    const before = await expected(input, file, seed);
    writeFileSync(file, input.bytes);
    const outcome = await analyze(file, seed).then(
      (after) => ({
        result: 'analyzed' as const,
        violation: input.isNoticeable ? silentDifference(before, after) : null,
      }),
      (error: unknown) => ({ result: 'rejected' as const, violation: poorMessage(error, file) }),
    );
    if (outcome.violation !== null && keep !== undefined) {
      mkdirSync(path.join(keep, String(seed)), { recursive: true });
      writeFileSync(path.join(keep, String(seed), input.valid.fileName), input.bytes);
    }
    return { seed, input: description, ...outcome };
  };
  const close = (): void => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { check, close };
}

function packed({ content }: ValidInput, isGzip: boolean): Buffer {
  return isGzip ? gzipSync(content) : content;
}

/** The totals in the document of the whole analysis, which must be valid. */
async function analyzedTotals(file: string, keepGoing: boolean): Promise<Totals> {
  const document = await analyzeEgress({ paths: [file], bills: [], keepGoing });
  const { classes, quality } = analysisDocumentSchema.parse(document);
  return { totals: Object.fromEntries(classes.map((row) => [row.class, row.bytes])), quality };
}

function poorMessage(error: unknown, file: string): string | null {
  if (!(error instanceof Error)) return `rejected with ${String(error)}, which is no Error`;
  if (error.name !== 'UnreadableInputError') return `crashed: ${error.stack ?? error.message}`.slice(0, 1500);
  return error.message.includes(file) ? null : `rejected without naming the file: ${error.message}`;
}

/** How the totals differ, unless the quality says that something is wrong. */
function silentDifference(before: Totals, after: Totals): string | null {
  const names = new Set([...Object.keys(before.totals), ...Object.keys(after.totals)]);
  const differences = [...names].flatMap((name) => {
    const [was, is] = [before.totals[name] ?? 0, after.totals[name] ?? 0];
    return was === is ? [] : [`${name} ${is} instead of ${was}`];
  });
  if (differences.length === 0 || saysWhatIsWrong(before.quality, after.quality)) return null;
  return `wrong in silence: ${differences.join(', ')}`;
}

function saysWhatIsWrong(before: Totals['quality'], after: Totals['quality']): boolean {
  // A note that only counts something else than before does not explain it.
  const withoutNumbers = (note: string): string => note.replaceAll(/[\d.]+/g, '#');
  const known = new Set(before.notes.map(withoutNumbers));
  return (
    after.malformed > before.malformed ||
    after.duplicates !== before.duplicates ||
    after.notes.some((note) => !known.has(withoutNumbers(note)))
  );
}
