// Packs what the Glue jobs import into a wheel: `node glue-scripts/bundle.mjs` writes dist/glue-scripts/egress_etl-…-py3-none-any.whl
// with the Python package and, inside it, the transformations and declarations. A wheel is a zip file with three texts about it
// (https://packaging.python.org/en/latest/specifications/binary-distribution-format/), so that synthesis needs no Python. The same
// sources give the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(ROOT, '../dist/glue-scripts');
const PACKAGE = 'egress_etl';

/** The first moment that a zip file can hold; taken apart as local time, so it is the same in every time zone. */
const mtime = new Date(1980, 0, 1);

const { version, description } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const data = [
  ...filesOf('sql', '.sql'),
  ...filesOf('tables', '.sql'),
  'classification.json',
  'billing-codes.json',
  'features.json',
];
const files = Object.fromEntries([
  ...filesOf(PACKAGE, '.py').map((name) => [name, contentOf(name)]),
  ...data.map((name) => [`${PACKAGE}/${name}`, contentOf(name)]),
]);
const about = `${PACKAGE}-${version}.dist-info`;
files[`${about}/METADATA`] = text(
  'Metadata-Version: 2.1',
  `Name: ${PACKAGE}`,
  `Version: ${version}`,
  `Summary: ${description}`,
  'License: Apache-2.0',
  'Requires-Python: >=3.10',
);
files[`${about}/WHEEL`] = text(
  'Wheel-Version: 1.0',
  'Generator: bundle.mjs',
  'Root-Is-Purelib: true',
  'Tag: py3-none-any',
);
const records = Object.entries(files).map(
  ([name, content]) => `${name},${digest(content)},${content.length}`,
);
files[`${about}/RECORD`] = text(...records, `${about}/RECORD,,`);

const wheel = `${PACKAGE}-${version}-py3-none-any.whl`;
mkdirSync(DIST, { recursive: true });
writeFileSync(path.join(DIST, wheel), zipSync(files, { mtime, level: 9 }));
console.error(`dist/glue-scripts/${wheel}: ${Object.keys(files).length} files`);

function filesOf(folder, extension) {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function contentOf(name) {
  return readFileSync(path.join(ROOT, name));
}

function text(...lines) {
  return strToU8(`${lines.join('\n')}\n`);
}

function digest(content) {
  return `sha256=${createHash('sha256').update(content).digest('base64url')}`;
}
