/** Writes assembly/, compiled, to where the detector loads it from: npx tsx libs/detector/write-wasm.ts */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileAssembly } from './compile-assembly';

const file = path.join(__dirname, 'src/forest/cut-trees.wasm.ts');
writeFileSync(
  file,
  `/** Made of assembly/ by write-wasm.ts. */\nexport const CUT_TREES_WASM =\n  '${compileAssembly()}';\n`,
);
process.stderr.write(`${file}\n`);
