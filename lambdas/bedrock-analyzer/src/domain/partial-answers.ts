import { reasonOf } from './gather-evidence';
import type { Observation, Source } from './observation';

export interface PartialAnswers {
  /** What the request finds; nothing if it fails. */
  readonly ask: <T>(request: () => Promise<readonly T[]>) => Promise<readonly T[]>;
  /** What was found, with a gap if a part of the requests failed. Throws what went wrong if all did. */
  readonly complete: (found: readonly Observation[]) => readonly Observation[];
}

/** For a source that is asked several things: a request that fails takes nothing from the others. */
export function partialAnswers(source: Source): PartialAnswers {
  const failures: unknown[] = [];
  let asked = 0;
  return {
    ask: async (request) => {
      asked += 1;
      try {
        return await request();
      } catch (error) {
        failures.push(error);
        return [];
      }
    },
    complete: (found) => {
      if (failures.length === 0) return found;
      if (failures.length === asked) throw failures[0];
      const reason = `${failures.length} of ${asked} requests failed, ${reasonOf(failures[0])}`;
      return [...found, { kind: 'gap', source, reason, isPartial: true }];
    },
  };
}
