export { ScheduledStateMachine, type ScheduledStateMachineProps } from './scheduled-state-machine';
export { StateMachine, type StateMachineProps } from './state-machine';
