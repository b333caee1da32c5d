import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

export interface FoundFile {
  readonly path: string;
  /** The user named this very file, rather than a folder or pattern that holds it. */
  readonly named: boolean;
}

/**
 * The files that files, folders (walked to the end) and globs mean, each once, in a stable order.
 * What cannot be reached is told to `onProblem` in a sentence that names it.
 */
export async function expandPaths(
  paths: readonly string[],
  onProblem: (problem: string) => void,
): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  const add = async (file: string, named: boolean): Promise<void> => {
    const identity = await realpath(file).catch(() => path.resolve(file));
    if (named || !found.has(identity)) found.set(identity, { path: file, named });
  };
  for (const input of paths) {
    const info = await stat(input).catch((error: NodeJS.ErrnoException) => error);
    if (!(info instanceof Error)) {
      if (info.isDirectory()) await walk(input, [], onProblem, (file) => add(file, false));
      else await add(input, true);
    } else if (info.code === 'ENOENT' && isDynamicPattern(input)) {
      const matches = await glob(input, { dot: true, expandDirectories: false });
      if (matches.length === 0) onProblem(`${input}: matches no file`);
      for (const match of matches.sort()) await add(match, false);
    } else {
      onProblem(`${input}: ${reasonOf(info)}`);
    }
  }
  return [...found.values()];
}

/** `above` are the real folders on the way down, by which a link into one of them is found out. */
async function walk(
  folder: string,
  above: readonly string[],
  onProblem: (problem: string) => void,
  onFile: (file: string) => Promise<void>,
): Promise<void> {
  let names: string[];
  try {
    const real = await realpath(folder);
    if (above.includes(real)) {
      onProblem(`${folder}: is a link to a folder that holds it`);
      return;
    }
    above = [...above, real];
    names = await readdir(folder);
  } catch (error) {
    onProblem(`${folder}: ${reasonOf(error as NodeJS.ErrnoException)}`);
    return;
  }
  for (const name of names.sort()) {
    const entry = path.join(folder, name);
    const info = await stat(entry).catch((error: NodeJS.ErrnoException) => error);
    if (info instanceof Error) onProblem(`${entry}: ${reasonOf(info)}`);
    else if (info.isDirectory()) await walk(entry, above, onProblem, onFile);
    else await onFile(entry);
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read: permission is missing';
    case 'ELOOP':
      return 'is a link that leads back to itself';
    default:
      return `cannot be read (${error.message})`;
  }
}
