import { billingCodeToRegion, locationToRegion, REGIONS, regionToBillingCode } from './aws-regions';

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-region-billing-codes.html, read 2026-11. */
const BILLING_CODES = `
  USE1 us-east-1, USE2 us-east-2, USW1 us-west-1, USW2 us-west-2, CAN1 ca-central-1, CAN2 ca-west-1, MXC1 mx-central-1,
  AFS1 af-south-1, APE1 ap-east-1, APE2 ap-east-2, APN1 ap-northeast-1, APN2 ap-northeast-2, APN3 ap-northeast-3,
  APS1 ap-southeast-1, APS2 ap-southeast-2, APS3 ap-south-1, APS4 ap-southeast-3, APS5 ap-south-2, APS6 ap-southeast-4,
  APS7 ap-southeast-5, APS8 ap-southeast-6, APS9 ap-southeast-7, EU eu-west-1, EUW2 eu-west-2, EUW3 eu-west-3,
  EUC1 eu-central-1, EUC2 eu-central-2, EUN1 eu-north-1, EUS1 eu-south-1, EUS2 eu-south-2, ILC1 il-central-1,
  MES1 me-south-1, MEC1 me-central-1, SAE1 sa-east-1, UGW1 us-gov-west-1, UGE1 us-gov-east-1`
  .split(',')
  .map((pair) => pair.trim().split(' ') as [string, string]);

describe('billing codes', () => {
  it.each(BILLING_CODES)('%s is %s, both ways', (code, region) => {
    expect(billingCodeToRegion(code)).toBe(region);
    expect(regionToBillingCode(region)).toBe(code);
  });

  it('has no region that the table of AWS does not have', () => {
    expect([...REGIONS].sort()).toEqual(BILLING_CODES.map(([, region]) => region).sort());
  });

  it('reads no prefix as us-east-1, and EUW1 like EU', () => {
    expect(billingCodeToRegion('')).toBe('us-east-1');
    expect(billingCodeToRegion('EUW1')).toBe('eu-west-1');
  });

  it('gives null for what is not in the table', () => {
    expect(billingCodeToRegion('XXX9')).toBeNull();
    expect(regionToBillingCode('cn-north-1')).toBeNull();
  });
});

describe('locationToRegion', () => {
  it.each([
    ['EU (Germany)', 'eu-central-1'],
    ['Europe (Frankfurt)', 'eu-central-1'],
    ['US East (N. Virginia)', 'us-east-1'],
    ['US East (N Virginia)', 'us-east-1'],
    ['US East (Northern Virginia)', 'us-east-1'],
    ['South America(São Paulo)', 'sa-east-1'],
    ['Canada (Central)', 'ca-central-1'],
    ['Mexico (Central)', 'mx-central-1'],
    ['Mars (Olympus Mons)', null],
  ])('finds %s', (location, region) => {
    expect(locationToRegion(location)).toBe(region);
  });
});
