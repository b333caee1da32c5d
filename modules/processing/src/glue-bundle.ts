import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';

/** Key of the app's context under which another folder of bundles may be given, as tests do. */
export const GLUE_BUNDLES_CONTEXT = 'egress:glue-bundles';

const BUNDLES = path.join(__dirname, '../../../dist/glue-scripts');
const MANIFEST = path.join(__dirname, '../../../glue-scripts/package.json');

/** A file that `nx bundle` makes of glue-scripts. */
export function glueBundle(scope: Construct, name: string): string {
  const folder = (scope.node.tryGetContext(GLUE_BUNDLES_CONTEXT) as string | undefined) ?? BUNDLES;
  return path.join(folder, name);
}

/** The wheel of what the jobs import. */
export function glueWheel(scope: Construct): string {
  return glueBundle(scope, glueWheelName());
}

/** pip takes a wheel only under a name that says its version. */
export function glueWheelName(): string {
  const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string };
  return `egress_etl-${version}-py3-none-any.whl`;
}
