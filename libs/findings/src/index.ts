export { findSavings, type Savings } from './find-savings';
export type { FindingsContext } from './findings-context';
export { monthlyEstimate, type MonthlyEstimate } from './monthly-estimate';
