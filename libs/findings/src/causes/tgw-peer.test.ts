import { causesOf, everyHour, only, savingsOf } from '../testing/fixture';

const THROUGH_TGW = {
  egress_class: 'transit_gateway',
  resource_type: 'transit_gateway',
  resource_id: 'tgw-1',
  az_id: 'use1-az1',
  peer_az_id: 'use1-az1',
  peer_vpc_id: 'vpc-2',
  usd_per_gb: 0.02,
};
const INVENTORY = { hasInventory: true };

describe('tgw-peer', () => {
  it('saves the transit gateway’s price of what stays in a zone; crossing costs as much by peering', async () => {
    const savings = await savingsOf(
      {
        egress_hourly: [
          ...everyHour(1, THROUGH_TGW),
          ...everyHour(1, { ...THROUGH_TGW, vpc_id: 'vpc-2', peer_vpc_id: 'vpc-1' }),
          ...everyHour(1, { ...THROUGH_TGW, peer_az_id: 'use1-az2' }),
        ],
      },
      INVENTORY,
    );
    const finding = only(savings, 'tgw-peer');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(29.2, 9);
    expect(finding.fix.awsCli).toContain('--vpc-id vpc-1 --peer-vpc-id vpc-2');
  });

  it('is no advice for a gateway with more than three VPCs', async () => {
    const savings = await savingsOf(
      {
        egress_hourly: ['vpc-2', 'vpc-3', 'vpc-4'].flatMap((peer) =>
          everyHour(1, { ...THROUGH_TGW, peer_vpc_id: peer }),
        ),
      },
      INVENTORY,
    );
    expect(causesOf(savings)).not.toContain('tgw-peer');
  });
});
