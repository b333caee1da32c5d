import type { Anomaly, AnomalyType, PlannedChange, PlaybookId } from '@egress/contracts';
import type * as z from 'zod';
import type { AccountAccess } from './account-access';
import type { OwnershipMark } from './ownership-mark';

type UncheckedParameters = Readonly<Record<string, unknown>>;

/**
 * What IAM actions can be scoped to. `own…`: bears the mark of an anomaly; `new…`: is being created. `any` is for actions
 * that IAM cannot scope.
 */
export type PermittedResource =
  | 'bucket'
  | 'securityGroup'
  | 'securityGroupRule'
  | 'newSecurityGroupRule'
  | 'vpc'
  | 'routeTable'
  | 'vpcEndpoint'
  | 'newVpcEndpoint'
  | 'ownVpcEndpoint'
  | 'networkInterface'
  | 'natGateway'
  | 'flowLog'
  | 'newFlowLog'
  | 'ownFlowLog'
  | 'any';

/** IAM actions on one kind of resource. */
export interface PlaybookPermission {
  readonly actions: readonly string[];
  readonly resource: PermittedResource;
  readonly reason: string;
  /** The undo needs it, which nothing holds back: also what is tagged as exempt since can be taken back. */
  readonly forUndo?: true;
}

/** What a playbook would change now. No changes: there is nothing to do. */
export interface Draft<State = unknown> {
  readonly resource: string;
  /** Exactly what `undo` needs, and what must not have changed when the plan is applied. */
  readonly before: State;
  /** Tag keys of the resource, and of everything else that the change would touch. */
  readonly tagKeys: readonly string[];
  readonly changes: readonly PlannedChange[];
  readonly blastRadius: string;
  readonly usdPerMonth: number;
  /** Hours after which the change is taken back. @default it is to stay */
  readonly endsAfterHours?: number;
}

/** Whether a step reached its end; not done means that nothing was overwritten. */
export interface StepResult {
  readonly done: boolean;
  readonly reason: string;
  /** AWS's ids of what `apply` created. @default nothing */
  readonly created?: readonly string[];
}

type PlaybookStep<Parameters, State> = (
  parameters: Parameters,
  before: State,
  access: AccountAccess,
  mark: OwnershipMark,
) => Promise<StepResult>;

type ParametersOf = (
  anomaly: Anomaly,
  access: AccountAccess,
) => UncheckedParameters | Promise<UncheckedParameters>;

interface PlaybookParts<Parameters, State> {
  readonly id: PlaybookId;
  /** What it changes, and what its undo brings back: sentences for the documentation. */
  readonly description: string;
  /** Anomalies that it may be used for. */
  readonly anomalyTypes: readonly AnomalyType[];
  readonly parameters: z.ZodType<Parameters>;
  readonly permissions: readonly PlaybookPermission[];
  /** Shape of the saved state. */
  readonly before: z.ZodType<State>;
  /** Parameters as far as the anomaly, or the resource it names, tells them; their schema decides whether that is enough. */
  readonly parametersOf: ParametersOf;
  /** undefined: the resource does not exist. */
  readonly plan: (parameters: Parameters, access: AccountAccess) => Promise<Draft<State> | undefined>;
  /** Can be repeated: acts only on what is still as it was `before`. */
  readonly apply: PlaybookStep<Parameters, State>;
  readonly verify: PlaybookStep<Parameters, State>;
  /** Can be repeated: acts only on what is still as `apply` left it. */
  readonly undo: PlaybookStep<Parameters, State>;
}

type Step = PlaybookStep<unknown, unknown>;

/** A fix: how it is planned, made, checked and taken back. Parameters and saved state are validated on every call. */
export interface Playbook {
  readonly id: PlaybookId;
  readonly description: string;
  readonly anomalyTypes: readonly AnomalyType[];
  readonly parameters: z.ZodType<UncheckedParameters>;
  readonly permissions: readonly PlaybookPermission[];
  readonly parametersOf: ParametersOf;
  readonly plan: (parameters: unknown, access: AccountAccess) => Promise<Draft | undefined>;
  readonly apply: Step;
  readonly verify: Step;
  readonly undo: Step;
}

/** Makes a playbook of its typed parts, so that playbooks of different parameters and states fit into one registry. */
export function definePlaybook<Parameters extends UncheckedParameters, State>(
  parts: PlaybookParts<Parameters, State>,
): Playbook {
  const { id, description, anomalyTypes, parameters: schema, permissions, parametersOf } = parts;
  const step =
    (run: PlaybookStep<Parameters, State>): Step =>
    async (parameters, before, access, mark) =>
      run(schema.parse(parameters), parts.before.parse(before), access, mark);
  return {
    id,
    description,
    anomalyTypes,
    parameters: schema,
    permissions,
    parametersOf,
    plan: async (parameters, access) => parts.plan(schema.parse(parameters), access),
    apply: step(parts.apply),
    verify: step(parts.verify),
    undo: step(parts.undo),
  };
}
