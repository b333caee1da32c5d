export { Analysis, type AnalysisProps } from './analysis';
export { AthenaDataSet, type AthenaDataSetProps } from './athena-data-set';
export { AthenaDataSource, type AthenaDataSourceProps } from './athena-data-source';
export type { BarChart, LineChart, Visual } from './visual';
