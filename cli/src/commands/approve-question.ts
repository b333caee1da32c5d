import { createInterface } from 'node:readline/promises';

/** Asks on the terminal. Anything but yes is no, also Ctrl-C and the end of the input. */
export async function isConfirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.setPrompt(`${question} [y/N] `);
  terminal.prompt();
  const first = await terminal[Symbol.asyncIterator]().next();
  terminal.close();
  if (first.done) process.stderr.write('\n');
  return !first.done && /^y(es)?$/i.test(first.value.trim());
}
