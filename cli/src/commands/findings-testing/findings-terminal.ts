import { PassThrough } from 'node:stream';
import { fakeAws, type FakeAws } from '@egress/fake-aws';
import { answerOf, findingsAccount, type FindingsAccount } from '@egress/findings-store/testing';
import type { Command } from 'commander';

/** An AWS account with findings, and what the commands print when they run against it. */
export interface FindingsTerminal {
  readonly account: FindingsAccount;
  readonly aws: FakeAws;
  /** What somebody types when asked; undefined: there is no terminal. */
  typed: string | undefined;
  /** Runs a command; wrong usage throws. */
  readonly run: (command: Command, ...args: string[]) => Promise<Ended>;
  readonly close: () => Promise<void>;
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export async function findingsTerminal(): Promise<FindingsTerminal> {
  const account = findingsAccount();
  const aws = await fakeAws(answerOf(account));
  Object.assign(process.env, aws.environment);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  }
  const terminal: FindingsTerminal = {
    account,
    aws,
    typed: undefined,
    run: async (command, ...args) => {
      Object.assign(written, { stdout: '', stderr: '' });
      const stdin = Object.assign(new PassThrough(), { isTTY: terminal.typed !== undefined });
      stdin.end(terminal.typed);
      jest.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
      await command.exitOverride().parseAsync(args, { from: 'user' });
      const exitCode = Number(process.exitCode ?? 0);
      process.exitCode = undefined;
      return { ...written, exitCode };
    },
    close: async () => {
      jest.restoreAllMocks();
      await aws.close();
    },
  };
  return terminal;
}
