import { daysBefore } from './billed-day';
import { costliest, egressCosts } from './egress-costs';

const billed = (usageType: string, usd: number, service = 'EC2 - Other') => ({ usageType, usd, service });

it('adds costs up by class and leaves out what is no transfer', () => {
  const costs = egressCosts([
    billed('DataTransfer-Out-Bytes', 9),
    billed('EU-DataTransfer-Out-Bytes', 4.5),
    billed('NatGateway-Bytes', 2.25),
    billed('NatGateway-Hours', 1.08),
    billed('BoxUsage:m5.large', 100),
    billed('DataTransfer-In-Bytes', 0),
  ]);
  expect(costs.usdByClass).toEqual({ internet: 13.5, nat_processing: 2.25 });
  expect(costs.totalUsd).toBe(15.75);
  expect(costs.unknownUsageTypes).toEqual([]);
});

it('tells CloudFront’s European edges from the region of the same code by the service', () => {
  const { usdByClass } = egressCosts([
    billed('EU-DataTransfer-Out-Bytes', 3, 'Amazon CloudFront'),
    billed('EU-DataTransfer-Out-Bytes', 5, 'Amazon Simple Storage Service'),
  ]);
  expect(usdByClass).toEqual({ cloudfront: 3, internet: 5 });
});

it('counts transfer that it cannot class as unknown, and names it', () => {
  const costs = egressCosts([
    billed('USE2-DataTransfer-Quantum-Bytes', 7),
    billed('USE2-DataTransfer-Quantum-Bytes', 1),
  ]);
  expect(costs).toEqual({
    totalUsd: 8,
    usdByClass: { unknown: 8 },
    unknownUsageTypes: ['USE2-DataTransfer-Quantum-Bytes'],
  });
});

it.each([
  ['2026-11-21T12:00:00Z', 1, '2026-11-20', '2026-11-21'],
  ['2026-03-01T00:00:00Z', 3, '2026-02-26', '2026-03-01'],
  ['2027-01-01T23:59:59Z', 2, '2026-12-30', '2027-01-01'],
])('takes the complete days before %s, %d of them', (time, days, start, end) => {
  expect(daysBefore(time, days)).toEqual({ start, end });
});

it('takes the costliest day, and of several such days the last', () => {
  const days = [5, 9, 9, 2].map((usd, i) => ({
    day: `2026-11-0${i + 1}`,
    billed: [billed('DataTransfer-Out-Bytes', usd), billed('BoxUsage:m5.large', 100 - usd)],
  }));
  expect(costliest(days)).toEqual({
    day: '2026-11-03',
    totalUsd: 9,
    usdByClass: { internet: 9 },
    unknownUsageTypes: [],
    usdByDay: { '2026-11-01': 5, '2026-11-02': 9, '2026-11-03': 9, '2026-11-04': 2 },
  });
});
