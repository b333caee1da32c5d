import { firstDifference } from '../parity/compare-tables';
import type { Tables } from './tables';

const ABSENT = -1;

/** What somebody sees who reads the tables again and again while runs are killed. */
export interface Reader {
  /**
   * Looks at each folder that is replaced at once: it must be that of one of the clean runs, and never of an older one than at
   * the last look. Returns how many are of each, or throws an error that says what is neither.
   */
  readonly look: (actual: Tables, until: number) => { readonly old: number; readonly new: number };
}

/** `clean` are the tables of clean runs, in the order in which their input arrived. */
export function openReader(clean: readonly Tables[]): Reader {
  const seen = new Map<string, number>();
  return {
    look: (actual, until) => {
      const counts = { old: 0, new: 0 };
      for (const [table, folders] of actual) {
        const names = new Set([
          ...folders.keys(),
          ...clean.flatMap((each) => [...(each.get(table)?.keys() ?? [])]),
        ]);
        for (const name of names) {
          const of = (tables: Tables | undefined) => tables?.get(table)?.get(name) ?? [];
          const rows = of(actual);
          const states = [...clean.slice(0, until + 1).keys()].filter(
            (state) => firstDifference(table, of(clean[state]), rows) === null,
          );
          if (rows.length === 0) states.unshift(ABSENT);
          const key = `${table}/${name}`;
          const last = seen.get(key) ?? ABSENT;
          const state = states.find((each) => each >= last);
          if (state === undefined)
            throw new Error(`${key} is ${states.length === 0 ? 'neither old nor new' : 'older than before'}`);
          seen.set(key, state);
          counts[states.includes(until) ? 'new' : 'old']++;
        }
      }
      return counts;
    },
  };
}
