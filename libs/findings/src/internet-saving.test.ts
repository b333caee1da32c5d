import { everyHour, evidenceOf, only, savingsOf, secondOf, type Tables, WEEK } from './testing/fixture';

const GB = 2 ** 30;
const GB_PER_HOUR = 10_240 / 730;
const ADDRESS = '203.0.113.7';
/** 10 TB a month from a public bucket in São Paulo. */
const BUCKET: Tables = {
  egress_hourly: everyHour(GB_PER_HOUR, {
    region: 'sa-east-1',
    egress_class: 'internet',
    resource_type: 'bucket',
    resource_id: 'arn:aws:s3:::site',
    name: 'site',
    usd_per_gb: 0.15,
  }),
  s3_requests: Array.from({ length: WEEK }, (_, hour) => ({
    bucket: 'site',
    remote_ip: ADDRESS,
    request_time: secondOf(hour),
    bytes_sent: Math.round(GB_PER_HOUR * GB),
  })),
  addresses: [{ address: ADDRESS, is_private: false }],
};
const paidGb = 10_240 - 1024;

async function payAsYouGo(tables: Tables): Promise<unknown> {
  return evidenceOf(only(await savingsOf(tables), 's3-public'), 'CloudFront pay-as-you-go');
}

describe('what CloudFront would cost', () => {
  it('is priced at edges near the region that serves now', async () => {
    expect(await payAsYouGo(BUCKET)).toBeCloseTo(paidGb * 0.11, 3);
  });

  it('is priced at the edges that CloudFront’s logs tell, where there are any', async () => {
    const cloudfront_requests = [
      { edge_location: 'NRT57-P2', sc_bytes: 3 },
      { edge_location: 'IAD89-C1', sc_bytes: 1 },
      { edge_location: null, sc_bytes: 9 },
    ];
    expect(await payAsYouGo({ ...BUCKET, cloudfront_requests })).toBeCloseTo(
      paidGb * (0.75 * 0.114 + 0.25 * 0.085),
      3,
    );
  });
});
