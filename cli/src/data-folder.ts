import os from 'node:os';
import path from 'node:path';

/** Where refreshed prices and address ranges are kept: `egress` in $XDG_DATA_HOME, else in ~/.local/share. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env['XDG_DATA_HOME'] || path.join(os.homedir(), '.local', 'share'), 'egress');
}
