// Packs what the Glue jobs import: `node glue-scripts/bundle.mjs` writes dist/glue-scripts/egress_etl.zip with the Python
// package and, beside it as in this folder, the transformations and declarations. The same sources give the same bytes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const TARGET = path.join(ROOT, '../dist/glue-scripts/egress_etl.zip');

/** The first moment that a zip file can hold; taken apart as local time, so it is the same in every time zone. */
const mtime = new Date(1980, 0, 1);

const names = [
  ...filesOf('egress_etl', '.py'),
  ...filesOf('sql', '.sql'),
  ...filesOf('tables', '.sql'),
  'classification.json',
  'billing-codes.json',
  'features.json',
];
const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(ROOT, name))]));
mkdirSync(path.dirname(TARGET), { recursive: true });
writeFileSync(TARGET, zipSync(files, { mtime, level: 9 }));
console.error(`dist/glue-scripts/egress_etl.zip: ${names.length} files`);

function filesOf(folder, extension) {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => `${folder}/${name}`);
}
