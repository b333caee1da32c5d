export * from './answer-approval';
export * from './approval-refusal';
export * from './caller';
export * from './connect-findings';
export * from './list-findings';
export { findFinding } from './read-finding';
export * from './recorded-finding';
export * from './retry-finding';
export * from './undo-finding';
