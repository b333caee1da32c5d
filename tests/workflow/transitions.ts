import type { StateMachine } from '@egress/workflow';
import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** From one state to another; `caught` is the way that a fault of the first leads. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly caught: boolean;
}

/** Every transition that a definition has, each once. */
export function transitionsOf({ States }: StateMachine): readonly Transition[] {
  const all = Object.entries(States).flatMap(([from, state]) => [
    ...('Next' in state ? [{ from, to: state.Next, caught: false }] : []),
    ...('Choices' in state
      ? [...state.Choices.map(({ Next }) => Next), state.Default].map((to) => ({ from, to, caught: false }))
      : []),
    ...('Catch' in state ? state.Catch.map(({ Next }) => ({ from, to: Next, caught: true })) : []),
  ]);
  return [...new Map(all.map((transition) => [keyOf(transition), transition])).values()];
}

/** The states that an execution entered, in order. */
export function statesEntered(history: readonly HistoryEvent[]): readonly string[] {
  return history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

/** The transitions that an execution took, in order. */
export function transitionsTaken(history: readonly HistoryEvent[]): readonly Transition[] {
  const taken: Transition[] = [];
  let from: string | undefined;
  let caught = false;
  for (const { type, stateEnteredEventDetails } of history) {
    if (type === 'TaskFailed') caught = true;
    if (type === 'TaskSucceeded') caught = false;
    const to = stateEnteredEventDetails?.name;
    if (to === undefined) continue;
    if (from !== undefined) taken.push({ from, to, caught });
    from = to;
    caught = false;
  }
  return taken;
}

export interface Coverage {
  readonly never: readonly Transition[];
  /** One line per transition with how often it was taken. */
  readonly table: string;
}

/** How often each transition of a definition was taken in the given histories. */
export function coverageOf(machine: StateMachine, histories: readonly (readonly HistoryEvent[])[]): Coverage {
  const counts = new Map<string, number>();
  for (const transition of histories.flatMap(transitionsTaken)) {
    counts.set(keyOf(transition), (counts.get(keyOf(transition)) ?? 0) + 1);
  }
  const rows = transitionsOf(machine).map((transition) => ({
    transition,
    count: counts.get(keyOf(transition)) ?? 0,
  }));
  return {
    never: rows.filter(({ count }) => count === 0).map(({ transition }) => transition),
    table: [
      `${rows.length} transitions, ${histories.length} executions`,
      ...rows.map(({ transition, count }) => `${String(count).padStart(5)}  ${keyOf(transition)}`),
    ].join('\n'),
  };
}

function keyOf({ from, to, caught }: Transition): string {
  return `${from} ${caught ? '-fault->' : '->'} ${to}`;
}
