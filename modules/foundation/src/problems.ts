import { Token } from 'cdktf';
import type { IConstruct } from 'constructs';

/** One rule about a construct's props: what is wrong if it does not hold. Values known only at deploy time pass. */
export interface Problem {
  /** The value that the rule is about. */
  readonly value: unknown;
  readonly isValid: boolean;
  /** Lower-case, without a full stop; says what is allowed. The value is appended. */
  readonly message: string;
}

/**
 * Makes synthesis fail with every rule that does not hold. cdktf collects the problems of all constructs of a stack and
 * prints them together, each with the path of its construct.
 */
export function reportProblems(construct: IConstruct, rules: readonly Problem[]): void {
  const problems = rules
    .filter(({ value, isValid }) => !isValid && !Token.isUnresolved(value))
    .map(({ message, value }) => `${message}, got ${JSON.stringify(value)}`);
  construct.node.addValidation({ validate: () => problems });
}
