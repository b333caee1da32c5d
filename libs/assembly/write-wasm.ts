/**
 * Writes a library's assembly/, compiled, to the file that it is loaded from:
 *
 *   npx tsx libs/assembly/write-wasm.ts libs/detector/src/forest/cut-trees.wasm.ts
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileAssembly } from './src/compile-assembly';

const [file] = process.argv.slice(2);
const library =
  file === undefined ? undefined : /^(.*?libs\/[^/]+)\/src\/.*\.wasm\.ts$/.exec(path.resolve(file))?.[1];
if (file === undefined || library === undefined) {
  throw new Error('usage: npx tsx libs/assembly/write-wasm.ts libs/NAME/src/…/NAME.wasm.ts');
}
const name = path.basename(file, '.wasm.ts').toUpperCase().replaceAll('-', '_');
writeFileSync(
  file,
  `/** Made of assembly/ by libs/assembly/write-wasm.ts. */\nexport const ${name}_WASM =\n  '${compileAssembly(library)}';\n`,
);
process.stderr.write(`${file}\n`);
