export { BundledFunction, type BundledFunctionProps } from './bundled-function';
export type { FunctionRuntime } from './function-runtime';
export { ScheduledFunction, type ScheduledFunctionProps } from './scheduled-function';
