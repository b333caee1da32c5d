import { costIncreases, daysAround } from './cost-increases';

const DAYS = [
  '2026-11-14',
  '2026-11-15',
  '2026-11-16',
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
  '2026-11-20',
];
const DAY = '2026-11-21';
const costs = (usageType: string, usual: readonly number[], usd: number) => [
  ...usual.map((value, index) => ({ day: DAYS[index]!, usageType, usd: value })),
  { day: DAY, usageType, usd },
];

it('asks for the week before the onset’s day and that day', () => {
  expect(daysAround('2026-03-01T00:00:00Z')).toEqual({
    start: '2026-02-22',
    day: '2026-03-01',
    end: '2026-03-02',
  });
});

it('compares with the median of the week before, so that one odd day does not hide an increase', () => {
  const [increase] = costIncreases(costs('EU-NatGateway-Bytes', [1, 1, 1, 900, 1, 1, 1], 50), DAY);
  expect(increase).toEqual({
    kind: 'cost',
    day: DAY,
    usageType: 'EU-NatGateway-Bytes',
    usd: 50,
    usualUsd: 1,
  });
});

it('counts days that Cost Explorer leaves out as free of charge', () => {
  expect(costIncreases(costs('EU-NatGateway-Bytes', [9, 9, 9], 50), DAY)[0]).toMatchObject({ usualUsd: 0 });
});

it('leaves out what is not transfer and what did not rise by a cent, and puts the dearest first', () => {
  const increases = costIncreases(
    [
      ...costs('EU-BoxUsage:m5.large', [1, 1, 1, 1, 1, 1, 1], 99),
      ...costs('EU-DataTransfer-Regional-Bytes', [1, 1, 1, 1, 1, 1, 1], 1.005),
      ...costs('EU-DataTransfer-Out-Bytes', [1, 1, 1, 1, 1, 1, 1], 3),
      ...costs('EU-NatGateway-Bytes', [1, 1, 1, 1, 1, 1, 1], 30),
    ],
    DAY,
  );
  expect(increases.map(({ usageType }) => usageType)).toEqual([
    'EU-NatGateway-Bytes',
    'EU-DataTransfer-Out-Bytes',
  ]);
});
