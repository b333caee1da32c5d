import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Configuration } from '@egress/configuration';
import type { Block, StackJson } from '@egress/module-foundation/testing';
import { appWithBundles } from '@egress/module-functions/testing';
import { glueBundlesContext } from '@egress/module-processing/testing';
import { joinStacks } from '@egress/stacks';

const LAMBDAS = path.resolve(__dirname, '../../lambdas');

/** The Terraform JSON of an environment's stacks by name, and the folder with one folder for each. */
export interface EmittedEnvironment {
  readonly folder: string;
  readonly stacks: Readonly<Record<string, StackJson>>;
}

/** One resource of one stack. */
export interface Resource {
  /** Stack and path of the construct, such as `core/RawLogs/Resource`. */
  readonly address: string;
  readonly type: string;
  /** How other resources refer to it, such as `aws_s3_bucket.RawLogs_0DFFAF77`. */
  readonly reference: string;
  readonly block: Block;
}

/** Synthesises all stacks of a configuration; stand-ins take the place of what is bundled. */
export function emit(configuration: Configuration): EmittedEnvironment {
  const app = appWithBundles(readdirSync(LAMBDAS));
  for (const [key, folder] of Object.entries(glueBundlesContext())) app.node.setContext(key, folder);
  joinStacks(app, configuration);
  app.synth();
  const folder = path.join(app.outdir, 'stacks');
  const json = (name: string): StackJson =>
    JSON.parse(readFileSync(path.join(folder, name, 'cdk.tf.json'), 'utf8'));
  return { folder, stacks: Object.fromEntries(readdirSync(folder).map((name) => [name, json(name)])) };
}

/**
 * All resources of all stacks, or those of one type. What one stack reads from the state of another is written as the
 * reference that it stands for, as if all stacks were one.
 */
export function resourcesOf(stacks: EmittedEnvironment['stacks'], type?: string): readonly Resource[] {
  const outputs = outputReferences(stacks);
  const withReferences = (block: Block): Block =>
    JSON.parse(
      JSON.stringify(block).replaceAll(
        /data\.terraform_remote_state\.cross-stack-reference-input-([\w-]+)\.outputs\.([\w-]+)/g,
        (text, stack: string, output: string) => outputs[`${stack}/${output}`] ?? text,
      ),
    );
  return Object.values(stacks).flatMap(({ resource = {} }) =>
    Object.entries(resource)
      .filter(([each]) => type === undefined || each === type)
      .flatMap(([each, blocks]) =>
        Object.entries(blocks).map(([name, block]) => ({
          address: (block['//'] as { metadata: { path: string } }).metadata.path,
          type: each,
          reference: `${each}.${name}`,
          block: withReferences(block),
        })),
      ),
  );
}

/** `<stack>/<output>` → the reference that the output holds, without `${}`. */
function outputReferences(stacks: EmittedEnvironment['stacks']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(stacks).flatMap(([stack, { output = {} }]) =>
      Object.entries(output).map(([name, { value }]) => [`${stack}/${name}`, String(value).slice(2, -1)]),
    ),
  );
}
