import { anomalyOf, type FeatureRow } from '@egress/anomalies';
import { featureRow } from '@egress/anomalies/testing';
import { type Anomaly, anomalySchema } from '@egress/contracts';
import { compose } from './compose';
import { environment, type Result } from './contract';
import { type Asked, type FakeAccount, fakeAccount } from './testing/fake-account';

const pauses: number[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => void pauses.push(milliseconds),
}));

const ONSET = new Date('2026-11-21T05:00:00Z');
const CHANGED_AT = Date.parse('2026-11-21T04:50:00Z') / 1000;
const LONG_AGO = Date.parse('2026-03-01T00:00:00Z') / 1000;

const INSTANCE = 'i-0123456789abcdef0';
const GROUP = 'sg-0123456789abcdef0';
const OTHER_GROUP = 'sg-0fedcba9876543210';
const SUBNET = 'subnet-0123456789abcdef0';
const VPC = 'vpc-0123456789abcdef0';
const TABLE = 'rtb-0123456789abcdef0';
const NAT = 'nat-0123456789abcdef0';
const ENDPOINT = 'vpce-0123456789abcdef0';

/** An anomaly as the detector writes it, which has been going on since the onset. */
const detected = (row: Partial<FeatureRow>): Anomaly =>
  anomalySchema.parse(
    anomalyOf({
      row: featureRow({ onset: ONSET, region: 'eu-west-1', bytes: 2 ** 40, expected_bytes: 2 ** 30, ...row }),
      hour: '2026-11-21T07:00:00Z',
      score: 4,
      threshold: 2,
    }),
  );

const OPENED_INSTANCE = detected({
  resource: INSTANCE,
  open_port_share: 0.9,
  service_port: 5432,
  sender: INSTANCE,
});
const S3_THROUGH_NAT = detected({
  resource: NAT,
  egress_class: 'nat_processing',
  remote_service: 'S3',
  remote_region: 'eu-west-1',
  sender: INSTANCE,
  service_port: 443,
});
const CROSSING = detected({ resource: INSTANCE, egress_class: 'cross_az', sender: INSTANCE });
const PUBLIC_BUCKET = detected({ resource: 'photos', anonymous_share: 0.98 });

const event = (EventName: string, requestParameters: object, more: object = {}) => ({
  EventName,
  EventTime: CHANGED_AT,
  ReadOnly: 'false',
  Username: 'ann',
  CloudTrailEvent: JSON.stringify({ userAgent: 'aws-cli/2', requestParameters }),
  ...more,
});
const authorize = (groupId: string) =>
  event(
    'AuthorizeSecurityGroupIngress',
    { groupId, ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] } },
    { Resources: [{ ResourceName: groupId }] },
  );
const EVENTS = [
  authorize(GROUP),
  authorize(OTHER_GROUP),
  event('DeleteVpcEndpoints', { DeleteVpcEndpointsRequest: { VpcEndpointId: { content: ENDPOINT } } }),
  event('DeleteVpcEndpoints', {
    DeleteVpcEndpointsRequest: { VpcEndpointId: { content: 'vpce-0fedcba9876543210' } },
  }),
  event('ReplaceRoute', { routeTableId: TABLE, natGatewayId: NAT }),
  event('DeleteAccountPublicAccessBlock', {}),
  event('PutAccountPublicAccessBlock', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  }),
];

/** As CloudTrail does: by event name, or by the resources that it listed. */
const lookUp = ({ LookupAttributes }: Asked['body']) => {
  const [{ AttributeKey, AttributeValue }] = LookupAttributes as [Record<string, string>];
  const isFound = (found: (typeof EVENTS)[number]) =>
    AttributeKey === 'EventName'
      ? found.EventName === AttributeValue
      : JSON.stringify(found).includes(`"ResourceName":"${AttributeValue}"`);
  return { body: { Events: EVENTS.filter(isFound) } };
};

const item = (at: number, configuration: object, related: readonly string[] = []) => ({
  configurationItemCaptureTime: at,
  configuration: JSON.stringify(configuration),
  relationships: related.map((resourceId) => ({ resourceId })),
});
const rule = (port: number, range: string) => ({
  fromPort: port,
  toPort: port,
  ipv4Ranges: [{ cidrIp: range }],
});
const LOCAL = { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local' };
const HISTORIES: Readonly<Record<string, readonly object[]>> = {
  [INSTANCE]: [item(LONG_AGO, {}, ['vol-0123456789abcdef0', GROUP, SUBNET, VPC])],
  [NAT]: [item(LONG_AGO, {}, [SUBNET, VPC])],
  [GROUP]: [
    item(CHANGED_AT, { ipPermissions: [rule(443, '0.0.0.0/0'), rule(5432, '0.0.0.0/0')] }),
    item(LONG_AGO, { ipPermissions: [rule(5432, '10.0.0.0/16'), rule(443, '0.0.0.0/0')] }),
  ],
  [TABLE]: [
    item(CHANGED_AT, { routes: [LOCAL, { destinationCidrBlock: '0.0.0.0/0', natGatewayId: NAT }] }),
    item(LONG_AGO, { routes: [LOCAL, { destinationPrefixListId: 'pl-6da54004', gatewayId: ENDPOINT }] }),
  ],
  '111122223333': [item(CHANGED_AT, {}), item(LONG_AGO, { blockPublicAcls: true })],
};
const historyOf = ({ resourceId }: Asked['body']) => ({
  body: { configurationItems: HISTORIES[String(resourceId)] ?? [] },
});
const select = ({ Expression }: Asked['body']) => {
  const leadsToTable = /natGatewayId = 'nat-0123456789abcdef0'|subnetId = 'subnet-0123456789abcdef0'/.test(
    String(Expression),
  );
  return { body: { Results: leadsToTable ? [JSON.stringify({ resourceId: TABLE })] : [] } };
};

let account: FakeAccount;
const variables = { ...process.env };
beforeAll(async () => {
  account = await fakeAccount();
  Object.assign(process.env, account.aws.environment);
});
afterAll(async () => {
  process.env = { ...variables };
  await account.aws.close();
});
beforeEach(() => {
  pauses.length = 0;
  account.reset({
    objects: {},
    replies: {
      LookupEvents: lookUp,
      GetResourceConfigHistory: historyOf,
      SelectResourceConfig: select,
      GetCostAndUsage: { body: { ResultsByTime: [] } },
    },
  });
});

const analyze = (anomaly: Anomaly) => compose(environment.parse({ PROCESSED_BUCKET: 'processed' }))(anomaly);
const textsOf = ({ facts }: Result, source: string) =>
  facts.filter((fact) => fact.source === source).map(({ text }) => text);
const countOf = (operation: string) => account.asked.filter((asked) => asked.operation === operation).length;

it('finds the rule that opened the sender’s security group, and no other group’s', async () => {
  const analysis = await analyze(OPENED_INSTANCE);
  expect(analysis).toMatchObject({
    cause: 'sg-open',
    confidence: 0.91,
    proposedPlaybook: {
      id: 'revoke-security-group-rules',
      parameters: { groupId: GROUP, direction: 'ingress', port: 5432 },
    },
  });
  expect(textsOf(analysis, 'cloudtrail')).toEqual([
    `«ann» called «AuthorizeSecurityGroupIngress» for 0.0.0.0/0 or ::/0 on «${GROUP}» at 2026-11-21T04:50:00.000Z through «aws-cli/2».`,
  ]);
  expect(textsOf(analysis, 'config')).toEqual([
    expect.stringMatching(/«ipPermissions» from «.*10\.0\.0\.0\/16.* to «(?!.*443).*5432.*0\.0\.0\.0\/0/),
    expect.stringContaining(`«${TABLE}» changed`),
    `«${INSTANCE}» is connected with «${GROUP}», «${SUBNET}», «${VPC}», «${TABLE}», «vol-0123456789abcdef0».`,
  ]);
});

it('finds the deleted endpoint whose route the NAT gateway took over', async () => {
  const analysis = await analyze(S3_THROUGH_NAT);
  const [nat] = analysis.facts.filter(({ source }) => source === 'cloudtrail');
  expect(analysis).toMatchObject({
    cause: 'nat-s3',
    confidence: 0.96,
    proposedPlaybook: { id: 'create-gateway-endpoint', parameters: { vpcId: VPC, service: 's3' } },
  });
  expect(textsOf(analysis, 'cloudtrail')).toHaveLength(1);
  expect(nat).toMatchObject({ resources: [ENDPOINT] });
});

it('finds the route that sends bytes to a NAT gateway in another zone', async () => {
  const analysis = await analyze(CROSSING);
  expect(analysis).toMatchObject({ cause: 'xaz-nat', confidence: 0.82 });
  expect(textsOf(analysis, 'cloudtrail')).toEqual([expect.stringContaining('«ReplaceRoute»')]);
});

it('finds that the account’s public access block was taken away, not that it was put', async () => {
  const analysis = await analyze(PUBLIC_BUCKET);
  expect(analysis).toMatchObject({ cause: 's3-public', confidence: 0.92 });
  expect(textsOf(analysis, 'cloudtrail')).toEqual([
    expect.stringContaining('«DeleteAccountPublicAccessBlock» at'),
    expect.stringContaining('«PutAccountPublicAccessBlock» at'),
  ]);
  expect(analysis.narrative).toMatch(
    /access block, was written shortly before the onset\. \[F\d+\] The conf/,
  );
});

it.each([
  ['an instance', OPENED_INSTANCE, { lookups: 3, histories: 3, queries: 1 }],
  ['a NAT gateway', S3_THROUGH_NAT, { lookups: 6, histories: 4, queries: 2 }],
  ['an instance that crosses zones', CROSSING, { lookups: 5, histories: 3, queries: 1 }],
  ['a bucket', PUBLIC_BUCKET, { lookups: 3, histories: 2, queries: 0 }],
])(
  'asks little for %s, and CloudTrail at most twice a second',
  async (_case, anomaly, { lookups, histories, queries }) => {
    await analyze(anomaly);
    expect(countOf('LookupEvents')).toBe(lookups);
    expect(countOf('GetResourceConfigHistory')).toBe(histories);
    expect(countOf('SelectResourceConfig')).toBe(queries);
    expect(pauses).toEqual(Array.from({ length: lookups - 1 }, () => 600));
  },
);

it('takes no other group’s change for its own where AWS Config is off', async () => {
  account.replies.GetResourceConfigHistory = { body: {} };
  const analysis = await analyze(OPENED_INSTANCE);
  expect(textsOf(analysis, 'cloudtrail')).toEqual([
    'CloudTrail tells nothing: «it has nothing about this resource and time».',
  ]);
  expect(analysis).toMatchObject({ cause: 'sg-open', confidence: 0.5 });
});

it('keeps what it was told when a part of the requests fails, and says so', async () => {
  const denied = { status: 400, body: { __type: 'AccessDeniedException', message: 'no queries' } };
  account.replies.SelectResourceConfig = denied;
  account.replies.LookupEvents = (body) =>
    JSON.stringify(body).includes('ModifySecurityGroupRules') ? denied : lookUp(body);
  const analysis = await analyze(OPENED_INSTANCE);
  expect(analysis).toMatchObject({ cause: 'sg-open', confidence: 0.91 });
  expect(textsOf(analysis, 'cloudtrail')[1]).toBe(
    'CloudTrail tells not all: «1 of 3 requests failed, AccessDeniedException: no queries».',
  );
  expect(textsOf(analysis, 'config').at(-1)).toBe(
    'AWS Config tells not all: «1 of 3 requests failed, AccessDeniedException: no queries».',
  );
});
