export { runEtl, ETL_ENGINES, type EtlEngine, type EtlOptions, type EtlSummary } from './run-etl';
export { startLocalSpark, type JobReport, type LocalSpark, type LocalSparkOptions } from './local-spark';
