import { everyHour, evidenceOf, only, savingsOf, secondOf, type Tables, WEEK } from '../testing/fixture';

const GB = 2 ** 30;
const request = (hour: number, rest: object = {}) => ({
  bucket: 'site',
  requester: null,
  remote_ip: '203.0.113.7',
  request_time: secondOf(hour),
  http_status: 200,
  bytes_sent: GB,
  ...rest,
});
const bucketTraffic = (gbPerHour: number) =>
  everyHour(gbPerHour, {
    account_id: null,
    vpc_id: null,
    egress_class: 'internet',
    resource_type: 'bucket',
    resource_id: 'arn:aws:s3:::site',
    name: 'site',
    // 730 GB, of which 100 are free.
    usd_per_gb: (630 * 0.09) / 730,
  });
const hours = Array.from({ length: WEEK }, (_, hour) => hour);
const PUBLIC_BUCKET: Tables = {
  egress_hourly: bucketTraffic(1),
  s3_requests: hours.map((hour) => request(hour)),
  addresses: [{ address: '203.0.113.7', is_private: false }],
};

describe('s3-public', () => {
  it('saves all that the internet bill charges for anonymous bytes, beyond the free 100 GB', async () => {
    const finding = only(await savingsOf(PUBLIC_BUCKET), 's3-public');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(56.7, 6);
    expect(finding.fix.awsCli).toContain('put-public-access-block --bucket site');
  });

  it('counts only what is anonymous and leaves for the internet', async () => {
    const savings = await savingsOf({
      ...PUBLIC_BUCKET,
      egress_hourly: bucketTraffic(1),
      s3_requests: hours.map((hour) =>
        hour % 4 === 0
          ? request(hour)
          : hour % 4 === 1
            ? request(hour, { remote_ip: '52.0.0.1' })
            : request(hour, { requester: 'arn:aws:iam::111111111111:user/a' }),
      ),
      addresses: [
        { address: '203.0.113.7', is_private: false },
        { address: '52.0.0.1', is_private: false, aws_service: 'EC2', aws_region: 'us-east-1' },
      ],
    });
    expect(evidenceOf(only(savings, 's3-public'), 'anonymous bytes to the internet')).toBe(182.5);
  });

  it('names hotlinking sites and robots', async () => {
    const finding = only(
      await savingsOf({
        ...PUBLIC_BUCKET,
        s3_requests: hours.map((hour) =>
          request(hour, hour % 2 ? { referer_host: 'thief.example' } : { user_agent: 'curl/8.0' }),
        ),
      }),
      's3-public',
    );
    expect(evidenceOf(finding, 'linked from thief.example')).toBe(365);
    expect(evidenceOf(finding, 'asked for by bots and scripts')).toBe(365);
  });

  it('promises only the difference to CloudFront, since the content may be public on purpose', async () => {
    // 60 TB a month: beyond every flat-rate plan, so pay-as-you-go.
    const gbPerHour = 61_440 / 730;
    const big = hours.map((hour) => request(hour, { bytes_sent: Math.round(gbPerHour * GB) }));
    const usd = 10_240 * 0.09 + 40_960 * 0.085 + 10_240 * 0.07 - 9;
    const rows = bucketTraffic(gbPerHour).map((row) => ({ ...row, usd: usd / 730 }));
    const finding = only(
      await savingsOf({ ...PUBLIC_BUCKET, egress_hourly: rows, s3_requests: big }),
      's3-public',
    );
    const cloudFront = (10_240 - 1024) * 0.085 + 40_960 * 0.08 + 10_240 * 0.06;
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(usd, 3);
    expect(finding.savingUsdPerMonth.low).toBeCloseTo(usd - cloudFront, 3);
  });
});
