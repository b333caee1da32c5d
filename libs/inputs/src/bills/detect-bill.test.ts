import type { FileHead } from '../detection';
import { detectBill } from './detect-bill';

function head(
  columns: string,
  { parquet = false, compression = 'none' as FileHead['compression'] } = {},
): FileHead {
  const place = { path: 'bill', localPath: 'bill', size: 1 };
  return parquet
    ? ({ ...place, compression, lines: [], parquetColumns: columns.split(',') } as unknown as FileHead)
    : ({ ...place, compression, lines: [columns], parquetColumns: null } as unknown as FileHead);
}

describe('detectBill', () => {
  it('knows a legacy CUR by its slashed names', () => {
    const columns = 'identity/LineItemId,lineItem/LineItemType,lineItem/UsageType,"resourceTags/user:a,b"';
    expect(detectBill(head(columns, { compression: 'gzip' }))).toEqual({
      kind: 'bill',
      format: 'legacy CUR csv.gz',
      fields: ['identity/LineItemId', 'lineItem/LineItemType', 'lineItem/UsageType', 'resourceTags/user:a,b'],
      headerLines: 1,
    });
  });

  it('knows a legacy CUR by its Athena names', () => {
    const columns = 'line_item_usage_type,line_item_usage_amount,product_region,resource_tags_user_name';
    expect(detectBill(head(columns, { parquet: true }))).toEqual({
      kind: 'bill',
      format: 'legacy CUR parquet',
    });
  });

  it('knows CUR 2.0 by a column that the legacy one lacks', () => {
    const columns = 'line_item_usage_type,line_item_usage_amount,product,product_region_code';
    expect(detectBill(head(columns, { parquet: true }))?.format).toBe('CUR 2.0 parquet');
  });

  it('tells FOCUS 1.2 from 1.0 by its SkuMeter, also in the lower case of Athena', () => {
    expect(detectBill(head('ChargeCategory,ChargePeriodStart,x_UsageType'))?.format).toBe('FOCUS 1.0 csv');
    expect(detectBill(head('chargecategory,chargeperiodstart,skumeter'))?.format).toBe('FOCUS 1.2 csv');
  });

  it.each([
    ['a flow log', 'version account-id interface-id srcaddr dstaddr'],
    ['another table', 'id,name,EffectiveCost'],
    ['nothing', ''],
  ])('does not take %s for a bill', (_, columns) => {
    expect(detectBill(head(columns))).toBeNull();
  });
});
