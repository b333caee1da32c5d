import type { AwsOperation } from './aws-operation';

/** What happens to a request instead of what it asked for; `delay` happens before it. */
export type Fault =
  /** Refused as AWS refuses a caller that is too fast, with the service's own error code. */
  | { readonly kind: 'throttle' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is reset without an answer. */
  | { readonly kind: 'reset' }
  /** An error of the service of this HTTP status. */
  | { readonly kind: 'status'; readonly status: number }
  /** Status 200, and a body that no SDK can read. */
  | { readonly kind: 'rubbish' }
  /** This body, such as one that AWS may send though nobody expects it. */
  | {
      readonly kind: 'body';
      readonly body: string;
      /** @default 200 */
      readonly status?: number;
      /** @default the protocol's */
      readonly contentType?: string;
    };

export interface FaultRule {
  /** As the AWS command line calls it: `dynamodb`, `sagemaker-runtime`, `stepfunctions`. */
  readonly service: string;
  /** As the API calls it: `GetItem`. @default every one of the service */
  readonly action?: string;
  /** How many requests it hits. @default any number */
  readonly times?: number;
  /** When it ends. @default never */
  readonly until?: Date;
  readonly fault: Fault;
}

export interface Faults {
  /** The rule that was set last wins. Returns what takes it away again. */
  readonly set: (rule: FaultRule) => () => void;
  readonly clear: () => void;
}

/** The fault that hits a request now, and counts as one time of its rule. */
export type TakeFault = (operation: AwsOperation) => Fault | undefined;

export function createFaults(now: () => Date = () => new Date()): Faults & { readonly take: TakeFault } {
  const rules = new Map<FaultRule, { hits: number }>();
  const hit = ({ service, action, times = Infinity, until }: FaultRule, hits: number, asked: AwsOperation) =>
    service === asked.service &&
    (action === undefined || action === asked.action) &&
    hits < times &&
    (until === undefined || now() < until);
  return {
    set: (given) => {
      // A copy: the same rule may be set twice.
      const rule = { ...given };
      rules.set(rule, { hits: 0 });
      return () => void rules.delete(rule);
    },
    clear: () => rules.clear(),
    take: (operation) => {
      const found = [...rules].reverse().find(([rule, { hits }]) => hit(rule, hits, operation));
      if (found === undefined) return undefined;
      const [{ fault }, count] = found;
      count.hits++;
      return fault;
    },
  };
}
