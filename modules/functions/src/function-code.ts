import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';

/** Key of the app's context under which another folder of bundles may be given, as tests do. */
export const BUNDLES_CONTEXT = 'egress:bundles';

const BUNDLES = path.join(__dirname, '../../../dist/lambdas');

/** The zip file that `nx bundle` makes of a Lambda, and the SHA-256 of its bytes. */
export interface FunctionCode {
  readonly zipFile: string;
  readonly sha256: Buffer;
}

/** Finds the bundle of the Lambda `lambdas/<name>`. Throws if it has not been built. */
export function functionCode(scope: Construct, name: string): FunctionCode {
  const folder = (scope.node.tryGetContext(BUNDLES_CONTEXT) as string | undefined) ?? BUNDLES;
  const zipFile = path.join(folder, name, 'function.zip');
  let bytes: Buffer;
  try {
    bytes = readFileSync(zipFile);
  } catch (cause) {
    throw new Error(`the bundle of the Lambda ${name} is missing; build it with: npm run bundle`, { cause });
  }
  return { zipFile, sha256: createHash('sha256').update(bytes).digest() };
}
