import { Command } from 'commander';

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   tsx compiles what require() loads, and import() goes past it */
/** Each command in a module of its own: only that of the command given is loaded, with the libraries that it needs. */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  analyze: () => (require('./commands/analyze') as typeof import('./commands/analyze')).analyzeCommand(),
  detect: () => (require('./commands/detect') as typeof import('./commands/detect')).detectCommand(),
  etl: () => (require('./commands/etl') as typeof import('./commands/etl')).etlCommand(),
  findings: () => (require('./commands/findings') as typeof import('./commands/findings')).findingsCommand(),
  approve: () => (require('./commands/approve') as typeof import('./commands/approve')).approveCommand(),
  reject: () => (require('./commands/reject') as typeof import('./commands/reject')).rejectCommand(),
  undo: () => (require('./commands/undo') as typeof import('./commands/undo')).undoCommand(),
  retry: () => (require('./commands/retry') as typeof import('./commands/retry')).retryCommand(),
  inventory: () =>
    (require('./commands/inventory') as typeof import('./commands/inventory')).inventoryCommand(),
  prices: () => (require('./commands/prices') as typeof import('./commands/prices')).pricesCommand(),
  'ip-ranges': () =>
    (require('./commands/ip-ranges') as typeof import('./commands/ip-ranges')).ipRangesCommand(),
  'serve-endpoint': () =>
    (
      require('./commands/serve-endpoint') as typeof import('./commands/serve-endpoint')
    ).serveEndpointCommand(),
  simulate: () => (require('./commands/simulate') as typeof import('./commands/simulate')).simulateCommand(),
  demo: () => (require('./commands/demo') as typeof import('./commands/demo')).demoCommand(),
};
/* eslint-enable */

/**
 * The command line with the command that the first argument names, or with all of them. Wrong usage throws a CommanderError
 * instead of ending the process.
 */
export function egressCommand(name = ''): Command {
  const program = new Command('egress')
    .description('Who sends the bytes that AWS bills us for, why, and what do we do about it?')
    .version('0.1.0')
    .showHelpAfterError('(add --help for what is allowed)');
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  for (const load of named ? [named] : Object.values(COMMANDS)) program.addCommand(load());
  return withoutExit(program);
}

/** Commander's settings are not inherited by commands that were built on their own. */
function withoutExit(command: Command): Command {
  command.exitOverride();
  command.commands.forEach(withoutExit);
  return command;
}
