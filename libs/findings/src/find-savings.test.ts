import { findingSchema } from '@egress/contracts';
import { everyHour, savingsOf, secondOf, WEEK } from './testing/fixture';

const NAT = {
  egress_class: 'nat_processing',
  resource_type: 'nat',
  resource_id: 'nat-0a',
  usd_per_gb: 0.045,
};
const S3 = { remote_service: 'S3', remote_region: 'us-east-1' };
const CHAT = { egress_class: 'cross_az', resource_type: 'local', usd_per_gb: 0.02 };
const MISS = { distribution_id: 'E1', result_type: 'Miss', request_time: secondOf(0), sc_bytes: 2 ** 30 };

describe('findSavings', () => {
  it('puts the largest saving first and risks last, and adds the savings up', async () => {
    const { findings, saving } = await savingsOf({
      cloudfront_requests: [MISS],
      egress_hourly: [...everyHour(1, CHAT), ...everyHour(1, { ...NAT, ...S3 })],
    });
    expect(findings.map(({ cause }) => cause)).toEqual(['nat-s3', 'xaz-chat', 'cf-miss']);
    expect(saving.expected).toBeCloseTo(32.85 + 7.3, 9);
    expect(saving.low).toBeCloseTo(32.85, 9);
  });

  it('returns findings of the published shape', async () => {
    const { findings } = await savingsOf({
      cloudfront_requests: [MISS],
      egress_hourly: everyHour(1, { ...NAT, ...S3 }),
    });
    for (const finding of findings) expect(() => findingSchema.parse(finding)).not.toThrow();
  });

  it('says which causes it could not check and what is missing', async () => {
    const { notes } = await savingsOf({});
    const all = notes.join('\n');
    for (const cause of [
      'nat-idle',
      'xaz-nat',
      's3-iface',
      'vpce-drop',
      's3-public',
      'cf-miss',
      'flow-cost',
      'ipv4-idle',
    ]) {
      expect(all).toContain(cause);
    }
    expect(all).toContain('--bill');
    expect(all).toContain('describe-nat-gateways.json');
  });

  it('has nothing to say without any input', async () => {
    const { findings, saving } = await savingsOf({}, { windowHours: 0 });
    expect(findings).toEqual([]);
    expect(saving).toEqual({ low: 0, expected: 0, high: 0 });
  });

  it('survives traffic without a bill, an inventory, accounts, VPCs or ids', async () => {
    const nameless = { account_id: null, vpc_id: null, region: null };
    const savings = await savingsOf(
      {
        egress_hourly: [
          ...everyHour(1, { ...NAT, ...S3, ...nameless, resource_id: null }),
          ...everyHour(1, { ...CHAT, ...nameless }),
        ],
      },
      { hasInventory: true },
    );
    expect(savings.findings.map(({ cause }) => cause)).toEqual(['xaz-chat']);
  });

  it('does not take the hours of a gap for hours without traffic', async () => {
    const even = everyHour(1, { ...NAT, ...S3 }, 2 * WEEK);
    const sampled = [...even.slice(0, 84), ...even.slice(-84)];
    const { findings } = await savingsOf(
      { egress_hourly: sampled },
      {
        covered: [
          [0, 84],
          [252, 336],
        ],
        windowHours: WEEK,
      },
    );
    expect(findings[0]?.savingUsdPerMonth.low).toBeCloseTo(32.85, 9);
    expect(findings[0]?.savingUsdPerMonth.high).toBeCloseTo(32.85, 9);
  });

  it('takes covered hours without traffic for quiet ones', async () => {
    const { findings } = await savingsOf(
      { egress_hourly: everyHour(1, { ...NAT, ...S3 }, 84) },
      { covered: [[0, WEEK]] },
    );
    expect(findings[0]?.savingUsdPerMonth.expected).toBeCloseTo(32.85 / 2, 9);
    expect(findings[0]?.savingUsdPerMonth.low).toBeLessThan(15);
  });

  it('doubts a single hour more than a week', async () => {
    const hour = await savingsOf({ egress_hourly: everyHour(1, { ...NAT, ...S3 }, 1) }, { windowHours: 1 });
    const [finding] = hour.findings;
    expect(finding?.savingUsdPerMonth.expected).toBeCloseTo(32.85, 9);
    expect(finding?.savingUsdPerMonth.low).toBe(0);
    expect(finding?.savingUsdPerMonth.high).toBeGreaterThan(60);
  });
});
