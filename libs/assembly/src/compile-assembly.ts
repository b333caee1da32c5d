import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * The WebAssembly module of `assembly/index.ts` in a library's folder, in base64: the same bytes for the same source. Throws what
 * the compiler says.
 */
export function compileAssembly(libraryFolder: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-assembly-'));
  const module = path.join(folder, 'module.wasm');
  const compiler = path.join(path.dirname(require.resolve('assemblyscript/package.json')), 'bin/asc.js');
  const options = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--use',
    'abort=',
    '--outFile',
    module,
  ];
  try {
    const { status, stderr } = spawnSync(process.execPath, [compiler, 'assembly/index.ts', ...options], {
      cwd: libraryFolder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${libraryFolder}/assembly does not compile:\n${stderr}`);
    return readFileSync(module).toString('base64');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
