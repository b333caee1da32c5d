import { Command } from 'commander';
import { analyzeCommand } from './commands/analyze';
import { approveCommand } from './commands/approve';
import { demoCommand } from './commands/demo';
import { detectCommand } from './commands/detect';
import { etlCommand } from './commands/etl';
import { findingsCommand } from './commands/findings';
import { inventoryCommand } from './commands/inventory';
import { ipRangesCommand } from './commands/ip-ranges';
import { pricesCommand } from './commands/prices';
import { rejectCommand } from './commands/reject';
import { serveEndpointCommand } from './commands/serve-endpoint';
import { simulateCommand } from './commands/simulate';
import { undoCommand } from './commands/undo';

/** The whole command line. Wrong usage throws a CommanderError instead of ending the process. */
export function egressCommand(): Command {
  const program = new Command('egress')
    .description('Who sends the bytes that AWS bills us for, why, and what do we do about it?')
    .version('0.1.0')
    .showHelpAfterError('(add --help for what is allowed)');
  for (const command of [
    analyzeCommand(),
    detectCommand(),
    etlCommand(),
    findingsCommand(),
    approveCommand(),
    rejectCommand(),
    undoCommand(),
    inventoryCommand(),
    pricesCommand(),
    ipRangesCommand(),
    serveEndpointCommand(),
    simulateCommand(),
    demoCommand(),
  ]) {
    program.addCommand(command);
  }
  return withoutExit(program);
}

/** Commander's settings are not inherited by commands that were built on their own. */
function withoutExit(command: Command): Command {
  command.exitOverride();
  command.commands.forEach(withoutExit);
  return command;
}
