import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';

/** The arguments of a block as Terraform gets them, with our own notes under `//`. */
export type Block = Readonly<Record<string, unknown>>;

/** A stack's Terraform JSON. */
export interface StackJson {
  readonly terraform: Block;
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: Readonly<Record<string, Block>>;
}

/** One statement of an IAM policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/**
 * What a stack emits, with its references to other stacks of the app. `cdktf.Testing.synth` would leave out the notes
 * under `//`.
 */
export function synthesize(stack: TerraformStack): StackJson {
  const stacks = stack.node.root.node.findAll().filter((construct) => TerraformStack.isStack(construct));
  for (const each of stacks) each.prepareStack();
  return stack.toTerraform();
}

/** How an attribute such as `bucket.arn` reads in what the stack emits: `${aws_s3_bucket.….arn}`. */
export function reference(stack: TerraformStack, attribute: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(attribute, { scope: stack, resolver, preparing: false });
}

/** The resources of a type by the path of their construct in the stack, such as `RawLogs/Resource`. */
export function resources(stack: TerraformStack, type: string): Readonly<Record<string, Block>> {
  const blocks = Object.values(synthesize(stack).resource?.[type] ?? {});
  return Object.fromEntries(blocks.map((block) => [pathInStack(stack, block), block]));
}

/** The one resource of a type; throws if there are none or several. */
export function resource(stack: TerraformStack, type: string): Block {
  const found = Object.entries(resources(stack, type));
  const [only] = found;
  if (only && found.length === 1) return only[1];
  throw new Error(`expected one ${type}, found ${found.length}: ${found.map(([path]) => path).join(', ')}`);
}

/** The statements of the policy in an argument of a block. */
export function statements(block: Block | undefined, argument = 'policy'): readonly Statement[] {
  const text = block?.[argument];
  if (typeof text !== 'string') throw new Error(`the block has no policy in its argument ${argument}`);
  return (JSON.parse(text) as { Statement: Statement[] }).Statement;
}

/** What would make synthesis fail, as cdktf prints it: `[path of the construct] message`. */
export function problems(stack: TerraformStack): readonly string[] {
  return stack.node
    .findAll()
    .flatMap((construct) =>
      construct.node.validate().map((message) => `[${construct.node.path}] ${message}`),
    );
}

function pathInStack(stack: TerraformStack, block: Block): string {
  const { metadata } = block['//'] as { metadata: { path: string } };
  return metadata.path.slice(stack.node.path.length + 1);
}
