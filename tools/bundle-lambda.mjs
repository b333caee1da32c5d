import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

/**
 * Bundles one Lambda function: `node tools/bundle-lambda.mjs lambdas/<name>` writes `dist/lambdas/<name>/function.zip` with
 * one ESM file in it. The same sources give the same bytes on every machine, so that only the stack that owns a function
 * changes with it.
 */
const root = process.argv[2];
if (!root) {
  console.error('usage: node tools/bundle-lambda.mjs lambdas/<name>');
  process.exit(2);
}

/** Messages in English are all that functions log; zod brings those of fifty languages, half of a bundle. */
const englishOnly = {
  name: 'english-only',
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path: file }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: path.dirname(file),
    })),
};

/**
 * The SDK describes every operation of a service in one module of constant arrays. esbuild keeps them all, because it
 * does not know that their computed keys are plain strings; as pure calls, those that no command of ours needs go away.
 */
const usedSchemasOnly = {
  name: 'used-schemas-only',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@aws-sdk[\\/].*[\\/]schemas[\\/]schemas_\d+\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(
        /^((?:export )?var [\w$]+) = (\[[^;]*\]);$/gm,
        '$1 = /* @__PURE__ */ (() => $2)();',
      ),
    })),
};

const folder = path.join('dist', root);
const { outputFiles } = await build({
  entryPoints: [path.join(root, 'src/handler.ts')],
  absWorkingDir: process.cwd(),
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  plugins: [englishOnly, usedSchemasOnly],
  // Packages that are still CommonJS call require, which an ES module does not have by itself.
  banner: {
    js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
  },
});

/** The first moment that a zip file can hold; taken apart as local time, so it is the same in every time zone. */
const mtime = new Date(1980, 0, 1);
const [bundle] = outputFiles;
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'index.mjs'), bundle.contents);
await writeFile(
  path.join(folder, 'function.zip'),
  zipSync({ 'index.mjs': bundle.contents }, { mtime, level: 9 }),
);
console.error(`${folder}/function.zip: ${Math.round(bundle.contents.length / 1024)} KiB of code`);
