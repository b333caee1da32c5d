import type { SqlEngine } from '@egress/sql-engine';
import { UnreadableInputError, type DetectedFile, type InputReport } from '../detection';
import { soundTexts } from '../integrity/sound-texts';
import { csvBill, parquetBill, type BillFile } from './bill-file';
import { billNotes } from './bill-notes';
import { classifyLines } from './classify-lines';
import { contentCopies } from './content-copies';
import { leaveOutCovered, repeatedLinesNotes } from './overlapping-bills';
import { createReadBillLines, readBill, type UnreadLines } from './read-bill';

export interface LoadBillsOptions {
  /** Take what can be read of damaged files, and leave out unreadable ones, with a note. @default false: fail */
  readonly keepGoing?: boolean;
}

interface ReadBill {
  readonly bill: BillFile;
  readonly unread: UnreadLines;
}

/**
 * Reads bills of all schemas into the table `bill_lines`, classed and with their bytes, and says of each file what was
 * read and what was not. Sound lines that price no traffic stand in `left_out_bill_lines` (`file, role, cost`), so that
 * both tables together are the files' total. Throws UnreadableInputError that names the file, and the missing column.
 */
export async function loadBills(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  { keepGoing = false }: LoadBillsOptions = {},
): Promise<InputReport[]> {
  const copies = await contentCopies(files);
  const originals = files.filter((file) => !copies.has(file));
  const csvFiles = originals.filter((file) => file.parquetColumns === null);
  const sound = await soundTexts(csvFiles, { syntax: null, folder: engine.scratchFolder, keepGoing });
  const notes = new Map(files.map((file) => [file, [...(sound.notes.get(file.path) ?? [])]]));
  for (const [file, original] of copies) {
    notes.get(file)?.push(`${file.path}: has the content of ${original.path} and was counted once.`);
  }

  const sources = [
    ...sound.texts.map((text) => ({ file: text.file, open: () => csvBill(text) })),
    ...originals.flatMap((file) => (file.parquetColumns ? [{ file, open: () => parquetBill(file) }] : [])),
  ];
  await createReadBillLines(engine);
  const read: ReadBill[] = [];
  for (const { file, open } of sources) {
    try {
      const bill = open();
      read.push({ bill, unread: await readBill(engine, bill, read.length) });
    } catch (error) {
      if (!keepGoing || !(error instanceof UnreadableInputError)) throw error;
      notes.get(file)?.push(`${error.message} It was left out.`);
    }
  }

  await leaveOutCovered(
    engine,
    read.map(({ bill }) => bill.schema),
  );
  await classifyLines(engine);
  const paths = read.map(({ bill }) => bill.file.path);
  const lineNotes = [await billNotes(engine, paths), await repeatedLinesNotes(engine, paths)];
  for (const [id, { bill }] of read.entries()) {
    notes.get(bill.file)?.push(...lineNotes.flatMap((byBill) => byBill[id] ?? []));
  }
  const counts = await lineCounts(engine);
  await keepResults(engine);
  return files.map((file) => report(file, read, counts, notes.get(file) ?? []));
}

interface LineCounts {
  readonly file: number;
  readonly records: number;
  readonly malformed: number;
}

function lineCounts(engine: SqlEngine): Promise<LineCounts[]> {
  return engine.query(
    `SELECT file, count(*) FILTER (role <> 'malformed') AS records, count(*) FILTER (role = 'malformed') AS malformed
     FROM read_bill_lines GROUP BY file`,
  );
}

async function keepResults(engine: SqlEngine): Promise<void> {
  await engine.run(`
    ALTER TABLE bill_lines DROP COLUMN file;
    CREATE OR REPLACE TABLE left_out_bill_lines AS
    SELECT file, role, cost FROM read_bill_lines WHERE role NOT IN ('usage', 'discount', 'malformed');
    DROP TABLE read_bill_lines`);
}

function report(
  file: DetectedFile,
  read: readonly ReadBill[],
  counts: readonly LineCounts[],
  notes: readonly string[],
): InputReport {
  const { path, detection } = file;
  const id = read.findIndex(({ bill }) => bill.file === file);
  const { records, malformed } = counts.find((count) => count.file === id) ?? { records: 0, malformed: 0 };
  const unread = read[id]?.unread ?? { count: 0, samples: [] };
  const reason = 'a time, quantity or cost is missing or is no number';
  const senseless =
    malformed === 0 ? [] : [{ file: path, line: null, reason: `${malformed} lines: ${reason}` }];
  return {
    path,
    kind: detection.kind,
    format: detection.format,
    records,
    malformed: malformed + unread.count,
    samples: [...unread.samples, ...senseless],
    notes,
  };
}
