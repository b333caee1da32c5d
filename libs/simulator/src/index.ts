export { FORMATS, type Format } from './formats';
export { SCENARIOS, SCENARIO_NAMES, type ScenarioName } from './scenarios/scenarios';
export { simulate, type SimulationOptions } from './simulate';
export type { Anomaly, Truth } from './truth';
export { LOG_LEVELS, type LogLevel } from './writers/flow-log-formats';
