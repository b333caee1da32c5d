import { readdirSync, readFileSync } from 'node:fs';

/** Of a process and all that it started; needs Linux. */
export interface Usage {
  /** On all cores together. Says more than wall time on a machine that others use too. */
  readonly cpuSeconds: number;
  /** Highest resident memory so far, of the processes that live. */
  readonly peakMiB: number;
}

/** Linux counts in hundredths of a second on every architecture. */
const TICKS_PER_SECOND = 100;

export function usageOf(processId: number): Usage {
  const parents = new Map<number, number[]>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    // The command's name may hold spaces; what follows it is numbers.
    const fields = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
    parents.set(parent ?? 0, [...(parents.get(parent ?? 0) ?? []), Number(name)]);
    ticks.set(Number(name), (user ?? 0) + (system ?? 0));
  }
  const family = [processId];
  for (const member of family) family.push(...(parents.get(member) ?? []));
  const sum = (of: (member: number) => number) => family.reduce((total, member) => total + of(member), 0);
  return {
    cpuSeconds: sum((member) => ticks.get(member) ?? 0) / TICKS_PER_SECOND,
    peakMiB: sum(peakMiB),
  };
}

function peakMiB(processId: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${processId}/status`))?.[1] ?? 0) / 1024;
}

/** Empty where the process has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
