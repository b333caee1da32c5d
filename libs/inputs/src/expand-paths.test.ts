import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expandPaths } from './expand-paths';
import { writeBytes } from './testing/flow-log-files';

describe('expandPaths', () => {
  let folder: string;
  let problems: string[];
  const expand = (...paths: string[]) => expandPaths(paths, (problem) => problems.push(problem));

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-paths-'));
    problems = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string): string => writeBytes(folder, name, 'x');

  it('walks folders to the end, in a stable order', async () => {
    const files = ['b/c/1.log', 'a/2.log', '.hidden/3.log', 'z.log'].map(write).sort();
    expect(await expand(folder)).toEqual(files.map((file) => ({ path: file, named: false })));
  });

  it('reads a file once however often it is given, and keeps that it was named', async () => {
    const file = write('a/1.log');
    symlinkSync(file, path.join(folder, 'again.log'));
    expect(await expand(folder, file, `${folder}/*/*.log`)).toEqual([{ path: file, named: true }]);
  });

  it('expands globs', async () => {
    const [first, second] = ['2026/11/a.log.gz', '2026/12/b.log.gz', '2026/12/c.txt'].map(write);
    expect(await expand(`${folder}/**/*.log.gz`)).toEqual(
      [first, second].map((file) => ({ path: file, named: false })),
    );
  });

  it('takes a name that looks like a glob for a file when there is one', async () => {
    const file = write('a[1]*.log');
    expect(await expand(file)).toEqual([{ path: file, named: true }]);
  });

  it('says which globs match nothing and which files do not exist', async () => {
    await expand(`${folder}/*.log`, `${folder}/nothing.log`);
    expect(problems).toEqual([`${folder}/*.log: matches no file`, `${folder}/nothing.log: does not exist`]);
  });

  it('names links that lead nowhere, back to themselves or to a folder above', async () => {
    const file = write('a/1.log');
    symlinkSync(path.join(folder, 'gone'), path.join(folder, 'dangling'));
    symlinkSync(path.join(folder, 'self'), path.join(folder, 'self'));
    symlinkSync(folder, path.join(folder, 'a/loop'));
    expect(await expand(folder)).toEqual([{ path: file, named: false }]);
    expect(problems.sort()).toEqual([
      `${folder}/a/loop: is a link to a folder that holds it`,
      `${folder}/dangling: does not exist`,
      `${folder}/self: is a link that leads back to itself`,
    ]);
  });

  it('names pipes and the like instead of waiting for them', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await expand(folder)).toEqual([]);
    expect(await expand(pipe)).toEqual([]);
    expect(problems).toEqual([
      `${pipe}: is neither a file nor a folder`,
      `${pipe}: is neither a file nor a folder`,
    ]);
  });
});
