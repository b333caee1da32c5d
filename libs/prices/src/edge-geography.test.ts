import { REGIONS } from './aws-regions';
import { edgeGeography, edgeShares, nearestGeography } from './edge-geography';
import { loadPriceBook } from './price-book';

describe('edgeGeography', () => {
  it.each([
    ['IAD89-C1', 'US'],
    ['YTO50-C2', 'US'],
    ['TLV55-P1', 'EU'],
    ['NBO50', 'ME'],
    ['GRU3-P2', 'SA'],
    ['NRT57-P2', 'JP'],
    ['AKL50-C1', 'AU'],
    ['SIN2-P4', 'AP'],
    ['BOM78-P6', 'IN'],
  ])('prices %s as %s', (location, geography) => {
    expect(edgeGeography(location)).toBe(geography);
  });

  it.each(['-', '', 'PVG52-C1', 'ZZZ1'])('knows no price of edge location "%s"', (location) => {
    expect(edgeGeography(location)).toBeNull();
  });
});

describe('nearestGeography', () => {
  it.each([
    ['us-gov-west-1', 'US'],
    ['ca-central-1', 'US'],
    ['unknown', 'US'],
    ['il-central-1', 'EU'],
    ['af-south-1', 'ME'],
    ['ap-northeast-2', 'AP'],
    ['ap-northeast-3', 'JP'],
    ['ap-south-2', 'IN'],
    ['ap-southeast-1', 'AP'],
    ['ap-southeast-2', 'AU'],
  ])('serves viewers near %s from edges in %s', (region, geography) => {
    expect(nearestGeography(region)).toBe(geography);
  });

  it('has a price for edges near every region', () => {
    const priced = loadPriceBook().cloudFront.edges.flatMap(({ groups }) => groups);
    expect(REGIONS.map(nearestGeography).filter((geography) => !priced.includes(geography))).toEqual([]);
  });
});

describe('edgeShares', () => {
  it('adds up the volumes of a geography', () => {
    const volumes = [
      { geography: 'SA', bytes: 1 },
      { geography: 'US', bytes: 2 },
      { geography: 'SA', bytes: 1 },
    ];
    expect(edgeShares(volumes)).toEqual({ SA: 0.5, US: 0.5 });
  });

  it('takes edges in the US where nothing left from any', () => {
    expect(edgeShares([])).toEqual({ US: 1 });
    expect(edgeShares([{ geography: 'SA', bytes: 0 }])).toEqual({ US: 1 });
  });
});
