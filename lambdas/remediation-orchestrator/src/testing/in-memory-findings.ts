import type { Findings, RecordedOrder, UndoRecord } from '../domain/findings';

export interface FindingsState {
  readonly orders: Map<string, RecordedOrder>;
  readonly undos: UndoRecord[];
}

/** What the workflow has recorded, as a test says. */
export function inMemoryFindings({ orders, undos }: FindingsState): Findings {
  return {
    find: async (anomalyId) => orders.get(anomalyId),
    recordUndo: async (_anomalyId, undo) => void undos.push(undo),
  };
}
