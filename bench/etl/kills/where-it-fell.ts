import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ledgerEntries, stagedFiles } from './output-files';

export const PLACES = [
  'before it wrote',
  'while staging',
  'while publishing',
  'while tidying up',
  'between two units',
] as const;
export type Place = (typeof PLACES)[number];

/** What an output has in its ledgers and in staging. */
export interface Written {
  readonly entries: readonly string[];
  readonly staged: readonly string[];
}

export const written = (output: string): Written => ({
  entries: ledgerEntries(output),
  staged: stagedFiles(output),
});

interface Entry {
  readonly is_published: boolean;
  readonly draft: { readonly staging: string };
}

/** What a killed run was doing, by what it has left behind. */
export function whereItFell(output: string, before: Written): Place {
  const now = written(output);
  const newEntries = now.entries.filter((entry) => !before.entries.includes(entry));
  const newest = newestEntries(output, now.entries);
  if ([...newest].some(([file, entry]) => !entry.is_published && newEntries.includes(file)))
    return 'while publishing';
  const staged = now.staged
    .filter((file) => !before.staged.includes(file))
    .map((file) => path.join(output, 'staging', file));
  const published = [...newest.values()].map(({ draft }) => draft.staging).filter((folder) => folder !== '');
  if (staged.some((file) => !published.some((folder) => file.startsWith(path.normalize(folder)))))
    return 'while staging';
  if (staged.length > 0) return 'while tidying up';
  return newEntries.length === 0 ? 'before it wrote' : 'between two units';
}

/** The newest entry of each unit, by its file. */
function newestEntries(output: string, entries: readonly string[]): Map<string, Entry> {
  const newest = new Map(entries.map((file) => [path.dirname(file), file]));
  return new Map(
    [...newest.values()].map((file) => [
      file,
      JSON.parse(readFileSync(path.join(output, '_ledger', file), 'utf8')) as Entry,
    ]),
  );
}
