/**
 * Writes what the simulation does as one kind of log. Takes happen in the order of time, and never wait: `settled` is
 * when the writer has caught up.
 */
export interface LogWriter<Taken extends readonly unknown[]> {
  /** From here on records belong to files that begin at `time` (seconds since 1970). */
  readonly beginFiles: (time: number) => Promise<void>;
  readonly take: (...taken: Taken) => void;
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}
