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
  const files = new Map<string, FoundFile>();
  const add = async (file: string, named: boolean): Promise<void> => {
    const identity = await realpath(file).catch(() => path.resolve(file));
    if (named || !files.has(identity)) files.set(identity, { path: file, named });
  };
  for (const input of paths) {
    const found = await look(input);
    if (found.what === 'folder') {
      await walk(input, [], onProblem, (file) => add(file, false));
    } else if (found.what === 'file') {
      await add(input, true);
    } else if (found.code === 'ENOENT' && isDynamicPattern(input)) {
      const matches = await glob(input, {
        dot: true,
        expandDirectories: false,
        absolute: path.isAbsolute(input),
      });
      if (matches.length === 0) onProblem(`${input}: matches no file`);
      for (const match of matches.sort()) await add(match, false);
    } else {
      onProblem(`${input}: ${found.reason}`);
    }
  }
  return [...files.values()];
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
    const found = await look(entry);
    if (found.what === 'nothing') onProblem(`${entry}: ${found.reason}`);
    else if (found.what === 'folder') await walk(entry, above, onProblem, onFile);
    else await onFile(entry);
  }
}

type Look =
  | { readonly what: 'file' }
  | { readonly what: 'folder' }
  | { readonly what: 'nothing'; readonly code?: string | undefined; readonly reason: string };

async function look(entry: string): Promise<Look> {
  try {
    const info = await stat(entry);
    if (info.isDirectory()) return { what: 'folder' };
    // Pipes and devices may never end.
    return info.isFile() ? { what: 'file' } : { what: 'nothing', reason: 'is neither a file nor a folder' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { what: 'nothing', code, reason: reasonOf(error as NodeJS.ErrnoException) };
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
