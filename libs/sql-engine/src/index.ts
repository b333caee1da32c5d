export { SqlEngine, type Row, type SqlEngineOptions } from './sql-engine';
export { sqlLiteral, sqlIdentifier, sqlList } from './quoting';
export { classificationSteps, transformation } from './transformation';
