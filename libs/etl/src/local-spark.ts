import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ROOT = path.resolve(__dirname, '../../..');
const PYTHON = path.join(ROOT, '.venv/bin/python');
const RUNNER = path.join(ROOT, 'glue-scripts/local_jobs.py');
const KEPT_STDERR = 4_000;

/** What a job says of each day (or bill) that it made. */
const reportSchema = z.object({
  job: z.string(),
  status: z.enum(['written', 'unchanged', 'no_files']),
  date: z.string().optional(),
  quarantined: z.number().default(0),
  /** Paths of gzip files that end too early. */
  truncated: z.array(z.string()).default([]),
});
export type JobReport = z.infer<typeof reportSchema>;

const endSchema = z.object({ ended: z.string(), error: z.string().nullable() });

export interface LocalSparkOptions {
  /** Settings of Spark beside those of `glue-scripts/local_jobs.py`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A Python in which pyspark is installed. @default that of `.venv`, which `npm test` makes */
  readonly python?: string;
}

/** The jobs of `glue-scripts/jobs`, in one Spark session on this machine. */
export interface LocalSpark {
  readonly processId: number;
  /** Runs a job to its end; `onReport` is told of each day. Throws with what the job says where it fails. */
  readonly run: (
    job: string,
    args: readonly string[],
    onReport?: (report: JobReport) => void,
  ) => Promise<JobReport[]>;
  readonly close: () => void;
}

/** Starts Spark. Throws an error that says what to install where Python's pyspark or Java is missing. */
export function startLocalSpark({ settings = {}, python = PYTHON }: LocalSparkOptions = {}): LocalSpark {
  checkIsInstalled(python);
  const conf = Object.entries(settings).flatMap(([key, value]) => ['--conf', `${key}=${value}`]);
  const child = spawn(python, [RUNNER, ...conf]);
  const errors = lastWords(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    processId: child.pid ?? 0,
    run: async (job, args, onReport) => {
      child.stdin.write(`${JSON.stringify({ job, arguments: args })}\n`);
      const reports: JobReport[] = [];
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error(`Spark has ended in ${job}:\n${await errors}`);
        const said: unknown = JSON.parse(value);
        const end = endSchema.safeParse(said);
        if (end.success && end.data.error !== null) throw new Error(`${job}: ${end.data.error}`);
        if (end.success) return reports;
        const report = reportSchema.parse(said);
        reports.push(report);
        onReport?.(report);
      }
    },
    close: () => child.stdin.end(),
  };
}

function checkIsInstalled(python: string): void {
  if (!existsSync(python)) {
    throw new Error(
      `${python}: not found; --engine spark needs Python with pyspark: node tools/setup-python.mjs installs it`,
    );
  }
  if (spawnSync('java', ['-version']).error !== undefined) {
    throw new Error('java: not found; --engine spark needs Java 17 on the PATH');
  }
}

/** The end of what the process says on stderr, once it has ended. */
function lastWords(child: ChildProcessWithoutNullStreams): Promise<string> {
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-KEPT_STDERR);
  });
  return new Promise((resolve) => child.on('close', () => resolve(text)));
}
