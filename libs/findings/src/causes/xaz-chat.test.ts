import { causesOf, everyHour, only, savingsOf } from '../testing/fixture';

const CHAT = {
  egress_class: 'cross_az',
  resource_type: 'local',
  az_id: 'use1-az1',
  peer_az_id: 'use1-az2',
  interface_id: 'eni-app',
  instance_id: 'i-app',
  peer_interface_id: 'eni-kafka',
  peer_vpc_id: 'vpc-1',
  service_port: 9092,
  usd_per_gb: 0.02,
};
const LOCAL = { ...CHAT, egress_class: 'same_az', peer_az_id: 'use1-az1', usd_per_gb: 0 };

describe('xaz-chat', () => {
  it('expects half to be movable where no zone proves to serve itself, and promises nothing', async () => {
    const savings = await savingsOf({ egress_hourly: everyHour(1, CHAT) });
    const finding = only(savings, 'xaz-chat');
    expect(finding.savingUsdPerMonth.low).toBe(0);
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(7.3, 9);
    expect(finding.savingUsdPerMonth.high).toBeCloseTo(14.6, 9);
  });

  it('counts all bytes of a port that both zones serve themselves', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(1, CHAT),
        ...everyHour(1, LOCAL),
        ...everyHour(1, { ...LOCAL, az_id: 'use1-az2', peer_az_id: 'use1-az2' }),
      ],
    });
    expect(only(savings, 'xaz-chat').savingUsdPerMonth.low).toBeCloseTo(14.6, 9);
  });

  it('shows the pairs with their volume, largest first', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(1, CHAT),
        ...everyHour(2, {
          ...CHAT,
          instance_id: 'i-db',
          service_port: 5432,
          peer_interface_id: 'eni-replica',
        }),
      ],
    });
    const pairs = only(savings, 'xaz-chat').evidence.filter(({ name }) => name.includes('→'));
    expect(pairs).toEqual([
      { name: 'i-db (use1-az1) → eni-replica (use1-az2) port 5432', value: 1460, unit: 'GB/month' },
      { name: 'i-app (use1-az1) → eni-kafka (use1-az2) port 9092', value: 730, unit: 'GB/month' },
    ]);
  });

  it('leaves the way to a NAT gateway and public addresses to their own causes', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(1, { ...CHAT, resource_type: 'nat', resource_id: 'nat-0a' }),
        ...everyHour(1, { ...CHAT, resource_type: 'internet_gateway' }),
        ...everyHour(1, { ...CHAT, resource_type: 'public_address' }),
      ],
    });
    expect(causesOf(savings)).not.toContain('xaz-chat');
  });
});
