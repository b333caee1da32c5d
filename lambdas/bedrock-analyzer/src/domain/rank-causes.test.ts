import { type Anomaly, ROOT_CAUSES } from '@egress/contracts';
import { BUCKET_ANOMALY, GROUP_ID, NAT_ANOMALY } from '@egress/contracts/testing';
import { CAUSE_RULES } from './cause-rules';
import { numberFacts } from './facts';
import type { Observation } from './observation';
import { rankCauses } from './rank-causes';

/** What the rules make of the anomaly, its evidence and what else was observed. */
function ranking(anomaly: Anomaly, ...more: readonly Observation[]) {
  const evidence = Object.entries(anomaly.evidence).map(([name, value]): Observation => ({
    kind: 'evidence',
    name,
    value,
  }));
  return rankCauses(numberFacts([{ kind: 'anomaly', anomaly }, ...evidence, ...more]), anomaly);
}

const change = (eventName: string, more: object = {}): Observation => ({
  kind: 'change',
  eventName,
  at: '2026-11-21T04:50:00.000Z',
  user: 'ann',
  userAgent: 'aws-cli',
  resources: ['photos'],
  namesTheWorld: false,
  blocksPublicAccess: false,
  ...more,
});

const reconfiguration = (field: string, after: string, before = 'nothing'): Observation => ({
  kind: 'reconfiguration',
  resource: GROUP_ID,
  at: '2026-11-21T04:50:00.000Z',
  field,
  before,
  after,
});

const of = (more: Partial<Anomaly>): Anomaly => ({ ...BUCKET_ANOMALY, evidence: {}, ...more });

it.each<[string, Anomaly, readonly Observation[]]>([
  ['s3-public', BUCKET_ANOMALY, []],
  ['s3-public', of({}), [change('DeleteBucketPublicAccessBlock')]],
  ['sg-open', of({ evidence: { openPortShare: 0.9, securityGroupId: GROUP_ID } }), []],
  ['sg-open', of({}), [change('AuthorizeSecurityGroupIngress', { namesTheWorld: true })]],
  ['sg-open', of({}), [reconfiguration('ipPermissions', '{"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}]}')]],
  ['s3-public', of({}), [reconfiguration('restrictPublicBuckets', 'nothing')]],
  ['nat-s3', NAT_ANOMALY, []],
  ['nat-s3-xr', { ...NAT_ANOMALY, evidence: { remoteService: 's3', remoteRegion: 'us-east-1' } }, []],
  ['nat-ddb', { ...NAT_ANOMALY, evidence: { remoteService: 'DYNAMODB' } }, []],
  ['xaz-nat', of({ egressClass: 'cross_az' }), [change('ReplaceRoute')]],
  ['xaz-nat', of({ egressClass: 'cross_az' }), [reconfiguration('routes', '{"natGatewayId":"nat-1"}')]],
  ['nat-aws', { ...NAT_ANOMALY, evidence: { remoteService: 'KINESIS_VIDEO_STREAMS' } }, []],
  ['xaz-chat', of({ anomalyType: 'Cross_AZ_Transfer', egressClass: 'cross_az' }), []],
  ['xr-repl', of({ anomalyType: 'Inter_Region_Transfer' }), [change('PutBucketReplication')]],
  ['cf-miss', of({ anomalyType: 'CloudFront_Egress_Spike' }), [change('UpdateDistribution')]],
  ['exfil', of({ evidence: { newDestinationShare: 0.7 } }), []],
  ['no-cf', of({ anomalyType: 'High_Data_Transfer_EC2' }), []],
])('finds %s in its signs', (cause, anomaly, observations) => {
  expect(ranking(anomaly, ...observations)[0]?.cause).toBe(cause);
});

it.each<[string, Observation]>([
  ['a rule for a known network', change('AuthorizeSecurityGroupIngress')],
  ['a rule that was taken away', change('RevokeSecurityGroupIngress', { namesTheWorld: true })],
  ['a rule for what goes out', reconfiguration('ipPermissionsEgress', '{"cidrIp":"0.0.0.0/0"}')],
  ['a public access block that was put', change('PutAccountPublicAccessBlock', { blocksPublicAccess: true })],
  ['one that was recorded', reconfiguration('restrictPublicBuckets', 'true')],
  ['a lost endpoint outside NAT processing', change('DeleteVpcEndpoints')],
  ['a NAT sign outside NAT processing', { kind: 'evidence', name: 'remoteService', value: 'S3' }],
  ['a few anonymous requests', { kind: 'evidence', name: 'anonymousShare', value: 0.1 }],
  ['a source that is silent', { kind: 'gap', source: 'config', reason: 'throttled' }],
])('finds no cause in %s', (_case, observation) => {
  expect(ranking(of({ anomalyType: 'S3_Public_Access' }), observation)).toEqual([]);
});

it('grows more certain with every sign, and cites the facts behind each', () => {
  const [one] = ranking(BUCKET_ANOMALY);
  const [two] = ranking(BUCKET_ANOMALY, change('PutBucketPolicy'));
  expect(one!.confidence).toBe(0.6);
  expect(two!.confidence).toBe(0.84);
  expect(two!.signs.map(({ facts }) => facts)).toEqual([['F2'], ['F3']]);
});

it.each([
  ['nat-s3', 'S3'],
  ['nat-ddb', 'DYNAMODB'],
])('is surer of %s when the endpoint that carried %s was lost', (cause, remoteService) => {
  const anomaly = { ...NAT_ANOMALY, evidence: { remoteService } };
  const lost = [change('DeleteVpcEndpoints'), reconfiguration('routes', 'nothing', '{"gatewayId":"vpce-1"}')];
  expect(ranking(anomaly, ...lost)).toMatchObject([{ cause, confidence: 0.96 }]);
  const elsewhere = { ...anomaly, evidence: { remoteService, remoteRegion: 'us-east-1' } };
  expect(ranking(elsewhere, ...lost).map((ranked) => ranked.cause)).not.toContain(cause);
  expect(ranking(anomaly, reconfiguration('routes', '{"gatewayId":"vpce-1"}'))).toMatchObject([
    { cause, confidence: 0.85 },
  ]);
});

it('counts a sign once, however many facts show it', () => {
  const changes = Array.from({ length: 8 }, () => change('PutBucketPolicy'));
  expect(ranking(of({}), ...changes)[0]).toMatchObject({
    confidence: 0.6,
    signs: [{ facts: ['F2', 'F3', 'F4'] }],
  });
});

it('has an English sentence and a weight below certainty for every rule, and a cause of the taxonomy', () => {
  for (const { cause, weight, because } of CAUSE_RULES) {
    expect(ROOT_CAUSES).toContain(cause);
    expect(weight).toBeGreaterThan(0);
    expect(weight).toBeLessThan(1);
    expect(because).toMatch(/^[A-Z].*\.$/);
  }
});
