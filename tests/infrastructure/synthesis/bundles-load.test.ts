import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleLambda } from './bundle-lambda';

const LAMBDAS = readdirSync(path.resolve(__dirname, '../../../lambdas'));

it.each(LAMBDAS)('%s is loaded as Lambda loads it: an ES module, with no file beside it', (lambda) => {
  const folder = bundleLambda(lambda);
  const [bundle] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('index.mjs'),
  );
  const module = JSON.stringify(pathToFileURL(path.join(folder, bundle!)).href);
  const script = `const { handler } = await import(${module}); process.stdout.write(typeof handler);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: {},
  });
  // Node prints the line that failed before it, which in a bundle is all of it.
  const [error] = /^\w*Error: .*$/m.exec(stderr) ?? [];
  expect({ stdout, error }).toEqual({ stdout: 'function', error: undefined });
});
