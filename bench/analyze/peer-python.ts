import { existsSync } from 'node:fs';
import path from 'node:path';
import { measure } from './measure';

const VENV = path.join(__dirname, '.venv');

/** The Python of a virtual environment that has the peer installed, made on first use. */
export async function peerPython(): Promise<string> {
  const python = path.join(VENV, 'bin', 'python');
  if (!existsSync(python)) {
    await measure('python3', ['-m', 'venv', VENV]);
    await measure(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '-r',
      path.join(__dirname, 'requirements.txt'),
    ]);
  }
  return python;
}
