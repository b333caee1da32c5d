/** How far a stack is. */
export interface StackProgress {
  readonly stack: string;
  /** Resources that Terraform has created, changed or deleted. */
  readonly done: number;
  /** Resources that it is going to; 0 until its plan is made. */
  readonly planned: number;
  readonly finished: boolean;
}

/** Reads what the cdktf command line prints, which is the output of one Terraform after the other, or of several mixed. */
export interface CdktfOutput {
  /** Takes a line of what Terraform prints. */
  readonly read: (line: string) => void;
  /** Takes a line that is cdktf's own complaint. */
  readonly complain: (line: string) => void;
  /** What Terraform reports: stack, resource and message of each error; else the end of what was printed. */
  readonly reason: () => string;
}

/** Lines of an error that say no more than its first ones, at most. */
const LINES_OF_ERROR = 12;

/** Of what is printed where it is no Terraform that fails, such as a bundle that cannot be built. */
const LAST_LINES = 30;

const PLANNED = /Plan: (\d+) to (?:add|import), (\d+) to change, (\d+) to destroy/;
const DONE = /: (?:Creation|Modifications|Destruction) complete after /;
const FINISHED = /(?:Apply|Destroy) complete! Resources: /;
const ERROR = /^Error: /;
const RESOURCE = /^with ([^ ,]+)/;

/** @param onProgress told at each step of a stack */
export function cdktfOutput(
  stacks: readonly string[],
  onProgress: (progress: StackProgress) => void,
): CdktfOutput {
  const progress = new Map(
    stacks.map((stack) => [stack, { stack, done: 0, planned: 0, finished: false } as StackProgress]),
  );
  const errors: { stack: string; lines: string[] }[] = [];
  let stack = '';
  let isInError = false;
  let last: readonly string[] = [];
  const step = (text: string) => {
    const before = progress.get(stack);
    const after = before && stepOf(text, before);
    if (!after) return;
    progress.set(stack, after);
    onProgress(after);
  };
  const complain = (line: string) => (last = [...last, line].slice(-LAST_LINES));
  const read = (line: string) => {
    complain(line);
    // A name starts the lines that one stack printed at once.
    const [, name = '', text = ''] = /^(\S*) *(.*?)\s*$/.exec(line) ?? [];
    if (progress.has(name)) [stack, isInError] = [name, false];
    step(text);
    if (stack && ERROR.test(text)) {
      errors.push({ stack, lines: [] });
      isInError = true;
    }
    if (isInError && text) errors.at(-1)?.lines.push(text);
  };
  const reason = () => (errors.length > 0 ? errors.map(sentenceOf) : last).join('\n');
  return { read, complain, reason };
}

/** The progress after a line; undefined if it tells of none. */
function stepOf(text: string, before: StackProgress): StackProgress | undefined {
  const [, ...counts] = PLANNED.exec(text) ?? [];
  if (counts.length > 0) return { ...before, planned: counts.reduce((sum, count) => sum + Number(count), 0) };
  if (DONE.test(text)) return { ...before, done: before.done + 1 };
  return FINISHED.test(text) ? { ...before, finished: true } : undefined;
}

/** `stack ingestion, aws_flow_log.x: creating ...`, with what else Terraform said of it below. */
function sentenceOf({ stack, lines }: { readonly stack: string; readonly lines: readonly string[] }): string {
  const [first = '', ...rest] = lines;
  const resource = rest.map((line) => RESOURCE.exec(line)?.[1]).find((name) => name !== undefined);
  const place = [`stack ${stack}`, ...(resource ? [resource] : [])].join(', ');
  return [`${place}: ${first.replace(ERROR, '')}`, ...rest.slice(0, LINES_OF_ERROR)].join('\n  ');
}
