export { STATE_BUCKET, STATE_LOCK_TABLE } from './backend';
export { exempt } from './exempt';
export { EgressStack, type EgressStackProps } from './egress-stack';
export { bucketNameOf, nameOf } from './names';
export { type Problem, reportProblems } from './problems';
export type { ReasonedOptOut } from './reasoned-opt-out';
