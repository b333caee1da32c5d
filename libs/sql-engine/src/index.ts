export { SqlEngine, type Row, type SqlEngineOptions } from './sql-engine';
export { literalPattern, sqlLiteral, sqlIdentifier, sqlList } from './quoting';
export { classificationSteps, featureSteps, transformation } from './transformation';
export { writeTable, type ParquetTable } from './write-table';
