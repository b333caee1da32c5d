import { pathLiterals } from './path-literals';

const NAME = '111122223333_vpcflowlogs_us-gov-west-1_fl-0a1_20261120T1000Z_abc.log.gz';

describe('pathLiterals', () => {
  it.each([
    ['plain folders', '/x/AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/a.log.gz'],
    [
      'folders of an organisation',
      's3://b/AWSLogs/o-abc/111122223333/vpcflowlogs/us-gov-west-1/2026/a.log.gz',
    ],
    [
      'hive folders',
      '/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-gov-west-1/year=2026/a.parquet',
    ],
    ['its name alone', `/downloads/${NAME}`],
    ['its bare name', NAME],
    ['Windows folders', 'C:\\AWSLogs\\111122223333\\vpcflowlogs\\us-gov-west-1\\2026\\a.log'],
  ])('finds account and region in %s', (_, path) => {
    expect(pathLiterals(path)).toEqual({ accountId: '111122223333', region: 'us-gov-west-1' });
  });

  it('finds nothing in other paths', () => {
    expect(pathLiterals('/home/111122223333/us-east-1/flow.log')).toEqual({ accountId: null, region: null });
  });
});
