import type { Block, StackJson, Statement } from '@egress/module-foundation/testing';
import { type EmittedEnvironment, type Resource, resourcesOf } from '../emitted-environment';

export type Stacks = EmittedEnvironment['stacks'];

/** What breaks a rule, and where: the address of a resource or the name of a stack. */
export interface Violation {
  readonly at: string;
  readonly problem: string;
}

/** A sentence that must hold for all that an environment emits. */
export interface Rule {
  /** Under which a resource is left out: `exempt(resource, { id: 'reason' })`. */
  readonly id: string;
  readonly sentence: string;
  readonly violations: (stacks: Stacks) => readonly Violation[];
  /** The least that breaks the rule, and what the rule says about it. */
  readonly counterexamples: readonly Counterexample[];
}

export interface Counterexample {
  readonly stacks: Stacks;
  readonly says: string;
}

/** What breaks the rule, without the resources that are left out for a reason. */
export function brokenBy(rule: Rule, stacks: Stacks): readonly string[] {
  const exempt = resourcesOf(stacks).filter(({ block }) => exemptionsOf(block)[rule.id]);
  const addresses = new Set(exempt.map(({ address }) => address));
  return rule
    .violations(stacks)
    .filter(({ at }) => !addresses.has(at))
    .map(({ at, problem }) => `${at}: ${problem}`);
}

/** Check → why the resource is left out of it; see `exempt` of the foundation. */
export function exemptionsOf(block: Block): Readonly<Record<string, string>> {
  return (block['//'] as { exemptions?: Record<string, string> } | undefined)?.exemptions ?? {};
}

/** One stack called `example` with the given resources by type and name. */
export function example(resource: Readonly<Record<string, Readonly<Record<string, Block>>>>): Stacks {
  const withPath = (blocks: Readonly<Record<string, Block>>) =>
    Object.fromEntries(
      Object.entries(blocks).map(([name, block]) => [
        name,
        { ...block, '//': { metadata: { path: `example/${name}` }, ...(block['//'] as object | undefined) } },
      ]),
    );
  const stack: StackJson = {
    terraform: {},
    provider: {},
    resource: Object.fromEntries(Object.entries(resource).map(([type, blocks]) => [type, withPath(blocks)])),
  };
  return { example: stack };
}

/** Every statement of every policy, with the resource whose policy it is. */
export function statementsOf(stacks: Stacks): readonly { resource: Resource; statement: Statement }[] {
  return resourcesOf(stacks).flatMap((resource) =>
    Object.values(resource.block)
      .filter((value): value is string => typeof value === 'string' && value.startsWith('{"Version":'))
      .flatMap((policy) => (JSON.parse(policy) as { Statement: Statement[] }).Statement)
      .map((statement) => ({ resource, statement })),
  );
}

/** A policy as resources hold it. */
export function policy(...statements: readonly Partial<Statement>[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
