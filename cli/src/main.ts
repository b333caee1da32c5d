import { CommanderError } from 'commander';
import { egressCommand } from './egress-command';

const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs the command line and returns its exit code: 0 fine, 1 failed, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const program = egressCommand(argv[0]);
    await program.parseAsync([...argv], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env['EGRESS_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return FAILED;
  }
}
