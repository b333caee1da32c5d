import path from 'node:path';
import type { Construct } from 'constructs';

/** Key of the app's context under which another folder of bundles may be given, as tests do. */
export const GLUE_BUNDLES_CONTEXT = 'egress:glue-bundles';

const BUNDLES = path.join(__dirname, '../../../dist/glue-scripts');

/** A file that `nx bundle` makes of glue-scripts. */
export function glueBundle(scope: Construct, name: string): string {
  const folder = (scope.node.tryGetContext(GLUE_BUNDLES_CONTEXT) as string | undefined) ?? BUNDLES;
  return path.join(folder, name);
}
