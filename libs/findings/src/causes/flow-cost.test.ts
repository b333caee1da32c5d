import { causesOf, only, savingsOf, weekOfBill } from '../testing/fixture';

const LOGS = { service: 'AmazonCloudWatch', usage_type: 'USE1-VendedLog-Bytes', quantity: 168 };

describe('flow-cost', () => {
  it('saves the difference between CloudWatch and Parquet in S3: 730 GB · 0.22', async () => {
    const savings = await savingsOf({ bill_lines: [weekOfBill({ ...LOGS, cost: 84 })] });
    expect(only(savings, 'flow-cost').savingUsdPerMonth.expected).toBeCloseTo(160.6, 9);
  });

  it('keeps the discount of the bill', async () => {
    const savings = await savingsOf({ bill_lines: [weekOfBill({ ...LOGS, cost: 42, list_cost: 84 })] });
    expect(only(savings, 'flow-cost').savingUsdPerMonth.expected).toBeCloseTo(80.3, 9);
  });

  it('leaves logs alone that go to S3 already', async () => {
    const savings = await savingsOf({ bill_lines: [weekOfBill({ ...LOGS, cost: 42 })] });
    expect(causesOf(savings)).not.toContain('flow-cost');
  });
});
