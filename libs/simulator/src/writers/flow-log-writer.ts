import type { Exchange, Flow } from '../records/flow';
import type { FormatLine } from '../records/line-format';
import type { FlowLog } from './flow-log-path';
import type { LogWriter } from './log-writer';
import type { TextFile } from './text-file';

/** A line that each exchange of a flow adds to a flow log. */
export interface LoggedLine {
  readonly log: FlowLog;
  readonly format: FormatLine;
}

export interface FlowLogWriterOptions {
  /** Which lines a flow's exchanges make; asked once per flow. */
  readonly linesOf: (flow: Flow) => readonly LoggedLine[];
  /** First line of every file, without line feed; null for none. */
  readonly header: string | null;
  /** Creates the log's file that begins at a time. */
  readonly createFile: (log: FlowLog, time: number) => TextFile;
}

/** Writes exchanges to the files of one or more flow logs; a file that would be empty is not made, as AWS makes none. */
export function flowLogWriter(options: FlowLogWriterOptions): LogWriter<[Flow, Exchange]> {
  const linesByFlow = new Map<Flow, readonly LoggedLine[]>();
  const openFiles = new Map<FlowLog, TextFile>();
  let fileTime = 0;

  const linesOf = (flow: Flow): readonly LoggedLine[] => {
    const known = linesByFlow.get(flow);
    if (known !== undefined) return known;
    const lines = options.linesOf(flow);
    linesByFlow.set(flow, lines);
    return lines;
  };
  const fileOf = (log: FlowLog): TextFile => {
    const open = openFiles.get(log);
    if (open !== undefined) return open;
    const file = options.createFile(log, fileTime);
    if (options.header !== null) file.write(`${options.header}\n`);
    openFiles.set(log, file);
    return file;
  };
  const closeFiles = async (): Promise<void> => {
    await Promise.all([...openFiles.values()].map((file) => file.close()));
    openFiles.clear();
  };
  return {
    beginFiles: async (time) => {
      await closeFiles();
      fileTime = time;
    },
    take: (flow, exchange) => {
      for (const { log, format } of linesOf(flow)) fileOf(log).write(format(exchange));
    },
    settled: async () => {
      await Promise.all([...openFiles.values()].map((file) => file.drained()));
    },
    close: closeFiles,
  };
}
