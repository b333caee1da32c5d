import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LogText } from './log-text';

const DAY_MS = 86_400_000;
/** `2026/11/21/` or `year=2026/month=11/day=21/`. */
const DAY_FOLDERS = /(\d{4})(\/|\/month=)(\d{2})(\/|\/day=)(\d{2})(?=\/[^/]+$)/;
const HALF_A_MINUTE = 30;

/** Moves a log to the folder of another day: its records are late, or early. */
export function moveByDays(file: string, days: number): void {
  const target = ofAnotherDay(file, days);
  mkdirSync(path.dirname(target), { recursive: true });
  renameSync(file, target);
}

/**
 * Writes a log into the folder of the day before that of `file`, with one of its accepted records, from half a minute
 * before the midnight between both days to half a minute after it.
 */
export function writeCrossing(file: string, { header, names, records }: LogText, midnight: number): void {
  const values = records.find((record) => record.includes(' ACCEPT '))?.split(' ') ?? [];
  const times = new Map([
    ['start', midnight - HALF_A_MINUTE],
    ['end', midnight + HALF_A_MINUTE],
  ]);
  const crossing = names.map((name, i) => times.get(name) ?? values[i] ?? '-').join(' ');
  const target = ofAnotherDay(file, -1).replace(/_[^_]+$/, '_crossing.log');
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${[...(header === null ? [] : [header]), crossing].join('\n')}\n`);
}

/** Folder and name tell the same day, as AWS has it. */
function ofAnotherDay(file: string, days: number): string {
  const [folders = '', year, toMonth, month, toDay, day] = DAY_FOLDERS.exec(file) ?? [];
  const date = new Date(Date.parse(`${year}-${month}-${day}`) + days * DAY_MS);
  const [newYear, newMonth, newDay] = date.toISOString().slice(0, 10).split('-');
  return file
    .replace(folders, `${newYear}${toMonth}${newMonth}${toDay}${newDay}`)
    .replace(`_${year}${month}${day}T`, `_${newYear}${newMonth}${newDay}T`);
}
