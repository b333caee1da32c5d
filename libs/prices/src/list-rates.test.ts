import { BYTES_PER_GB, EGRESS_CLASSES } from '@egress/contracts';
import { ratesForVolumes, type EgressVolume } from './list-rates';
import { loadPriceBook } from './price-book';

const book = loadPriceBook();
const TB = 1024;

function volume(egressClass: EgressVolume['egressClass'], gb: number, region = 'us-east-1', peerRegion = '') {
  return { egressClass, region, peerRegion, monthlyBytes: gb * BYTES_PER_GB };
}

function rates(...volumes: ReturnType<typeof volume>[]): number[] {
  return ratesForVolumes(book, volumes).map(({ usdPerGb }) => usdPerGb);
}

describe('ratesForVolumes', () => {
  it('blends the tiers and the free allowance of internet traffic', () => {
    const [rate] = rates(volume('internet', 50 * TB));
    expect(rate! * 50 * TB).toBeCloseTo(4394.2, 8);
  });

  it('prices the free allowance once for all regions', () => {
    const [virginia, saoPaulo] = rates(volume('internet', 300), volume('internet', 100, 'sa-east-1'));
    expect(virginia).toBeCloseTo((225 * 0.09) / 300, 10);
    expect(saoPaulo).toBeCloseTo((75 * 0.15) / 100, 10);
  });

  it('adds up rows of the same class and region before it looks at the tiers', () => {
    const [one, other] = rates(
      volume('internet', 9 * TB),
      volume('internet', 9 * TB, 'us-east-1', 'elsewhere'),
    );
    expect(one).toBe(other);
    expect(one! * 18 * TB).toBeCloseTo((10 * TB - 100) * 0.09 + 8 * TB * 0.085, 8);
  });

  it('blends the tiers of interface endpoints at 1 PB and 5 PB', () => {
    const PB = 1024 * TB;
    expect(rates(volume('privatelink', PB))[0]).toBeCloseTo(0.01, 12);
    expect(rates(volume('privatelink', 2 * PB))[0]).toBeCloseTo(0.008, 12);
    expect(rates(volume('privatelink', 6 * PB))[0]).toBeCloseTo((0.01 + 4 * 0.006 + 0.004) / 6, 12);
  });

  it('charges CloudFront to viewers beyond 1 TB, and nothing from origins', () => {
    const [edge, origin] = rates(volume('cloudfront', 50 * TB, 'edge'), volume('cloudfront', 50 * TB));
    expect(edge! * 50 * TB).toBeCloseTo(4060.16, 8);
    expect(origin).toBe(0);
  });

  it('blends the prices of the geographies that CloudFront’s edges are in', () => {
    const [rate] = ratesForVolumes(book, [volume('cloudfront', 5 * TB, 'edge')], { SA: 0.8, EU: 0.2 });
    expect(rate!.usdPerGb * 5 * TB).toBeCloseTo(4 * TB * (0.8 * 0.11 + 0.2 * 0.085), 8);
  });

  it('prices inter-region traffic by its pair', () => {
    expect(
      rates(
        volume('inter_region', 5, 'us-east-1', 'us-east-2'),
        volume('inter_region', 5, 'us-east-1', 'eu-west-1'),
        volume('inter_region', 5, 'ap-northeast-1', 'unknown'),
      ),
    ).toEqual([0.01, 0.02, 0.09]);
  });

  it('gives each volume of every class a rate, in order, with its own region and destination', () => {
    const volumes = EGRESS_CLASSES.map((egressClass) => volume(egressClass, 0, 'eu-west-1', 'x'));
    expect(ratesForVolumes(book, volumes)).toEqual(
      volumes.map(({ egressClass, region, peerRegion }) => ({
        egressClass,
        region,
        peerRegion,
        usdPerGb: expect.any(Number),
        rateSource: 'list',
      })),
    );
  });

  it('gives an empty month the price of the first GB', () => {
    expect(rates(volume('internet', 0), volume('cloudfront', 0, 'edge'))).toEqual([0.09, 0.085]);
  });
});
