import type { BillSchema } from '../bill-schema';
import { FOCUS_1_0 } from './focus-1-0';

/**
 * FOCUS 1.2 with AWS columns (`FOCUS_1_2_AWS`): the usage type has moved to the standard's `SkuMeter`.
 * https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-focus-1-2-aws.html
 */
export const FOCUS_1_2: BillSchema = {
  ...FOCUS_1_0,
  name: 'FOCUS 1.2',
  versionMarks: ['SkuMeter', 'InvoiceId', 'ServiceSubcategory'],
  columns: { ...FOCUS_1_0.columns, usage_type: ['SkuMeter', 'x_UsageType'] },
};
