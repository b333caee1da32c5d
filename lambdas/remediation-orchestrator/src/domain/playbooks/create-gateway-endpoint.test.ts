import { NAT_ANOMALY, VPC_ID } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { accountWith } from '../../testing/in-memory-account';
import type { VpcState } from '../../testing/in-memory-gateway-endpoints';
import { remediationOf } from '../../testing/remediation';
import type { GatewayEndpoint, RouteTable } from '../vpc-routing';

const RUNS = { numRuns: 300 };

const table = (routeTableId: string, more: Partial<RouteTable> = {}): RouteTable => ({
  routeTableId,
  tagKeys: [],
  hasSubnets: true,
  leadsToNatGateway: true,
  ...more,
});

const endpoint = (endpointId: string, ...routeTableIds: string[]): GatewayEndpoint => ({
  endpointId,
  routeTableIds,
  tagKeys: [],
  anomalyId: null,
  hasFailed: false,
  policy: null,
});

const remediationIn = (vpc: Partial<VpcState>) => {
  const state = accountWith({
    vpcs: { [VPC_ID]: { tagKeys: [], routeTables: [], endpoints: { s3: [], dynamodb: [] }, ...vpc } },
  });
  return { vpc: state.vpcs[VPC_ID]!, state, ...remediationOf(NAT_ANOMALY, state) };
};

/** VPCs with any route tables, some of which are on endpoints of either service already. */
const vpcs = fc
  .array(
    fc.record({
      hasSubnets: fc.boolean(),
      leadsToNatGateway: fc.boolean(),
      tagKeys: fc.constant([]),
      s3: fc.constantFrom('', '', 'vpce-a', 'vpce-b'),
      dynamodb: fc.constantFrom('', 'vpce-c'),
    }),
    { maxLength: 8 },
  )
  .chain((rows) => fc.tuple(fc.constant(rows), fc.subarray(['vpce-a', 'vpce-b', 'vpce-c'])))
  .map(([rows, existing]): VpcState => {
    const ids = rows.map((_, index) => `rtb-0000000${index}`);
    const on = (id: string, service: 's3' | 'dynamodb') =>
      endpoint(id, ...ids.filter((_, index) => rows[index]![service] === id));
    return {
      tagKeys: [],
      routeTables: rows.map((row, index) => ({ ...row, routeTableId: ids[index]! })),
      endpoints: {
        s3: ['vpce-a', 'vpce-b'].filter((id) => existing.includes(id)).map((id) => on(id, 's3')),
        dynamodb: existing.includes('vpce-c') ? [on('vpce-c', 'dynamodb')] : [],
      },
    };
  });

/** What a person sees of the VPC: AWS keeps no order of endpoints, nor of their route tables. */
const seen = ({ endpoints }: VpcState) =>
  Object.values(endpoints).map((list) =>
    list
      .map(({ endpointId, routeTableIds }) => ({ endpointId, routeTableIds: [...routeTableIds].sort() }))
      .sort((left, right) => (left.endpointId < right.endpointId ? -1 : 1)),
  );
const servedBy = ({ endpoints }: VpcState) => endpoints.s3.flatMap(({ routeTableIds }) => routeTableIds);

it('creates an endpoint on the route tables that lead subnets to a NAT gateway, and says what changes', async () => {
  const { plan, journal } = remediationIn({
    routeTables: [
      table('rtb-00000001'),
      table('rtb-00000002', { hasSubnets: false }),
      table('rtb-00000003', { leadsToNatGateway: false }),
      table('rtb-00000004'),
    ],
  });
  expect(await plan()).toMatchObject({
    status: 'planned',
    playbook: 'create-gateway-endpoint',
    resource: VPC_ID,
    usdPerMonth: 0,
    changes: [
      { action: 'create gateway endpoint for S3', target: VPC_ID },
      {
        action: 'add route to S3',
        target: 'rtb-00000001',
        before: 'through the NAT gateway',
        after: 'through the new endpoint',
      },
      { target: 'rtb-00000004' },
    ],
    blastRadius: expect.stringContaining('Subnets of 2 route tables reach S3 of their region directly'),
  });
  expect(journal).toEqual([]);
});

it('adds what an endpoint lacks to it instead of making a second one, and warns of its policy', async () => {
  const { plan, planned, apply, verify, undo, vpc } = remediationIn({
    routeTables: [table('rtb-00000001'), table('rtb-00000002')],
    endpoints: { s3: [endpoint('vpce-a', 'rtb-00000001')], dynamodb: [] },
  });
  expect(await plan()).toMatchObject({
    changes: [{ target: 'rtb-00000002', after: 'through vpce-a' }],
    blastRadius: expect.stringContaining('The policy of vpce-a applies'),
  });
  await apply(await planned());
  expect(vpc.endpoints.s3).toEqual([endpoint('vpce-a', 'rtb-00000001', 'rtb-00000002')]);
  expect(await verify()).toMatchObject({ status: 'verified' });
  await undo();
  expect(vpc.endpoints.s3).toEqual([endpoint('vpce-a', 'rtb-00000001')]);
});

it.each([
  ['S3', 'eu-west-1', 'create-gateway-endpoint'],
  ['DYNAMODB', 'eu-west-1', 'create-gateway-endpoint'],
  ['S3', 'us-east-1', undefined],
  ['KINESIS', 'eu-west-1', undefined],
])('is chosen for %s of %s only if a gateway endpoint helps', async (remoteService, remoteRegion, chosen) => {
  const anomaly = { ...NAT_ANOMALY, evidence: { remoteService, remoteRegion, vpcId: VPC_ID } };
  const { state } = remediationIn({ routeTables: [table('rtb-00000001')] });
  expect((await remediationOf(anomaly, state).plan()) as object).toEqual(
    chosen
      ? expect.objectContaining({ playbook: chosen })
      : expect.objectContaining({ status: 'not_possible' }),
  );
});

it.each<[string, Partial<VpcState>]>([
  ['the VPC', { tagKeys: ['egress-optimizer:exempt'] }],
  ['a route table', { routeTables: [table('rtb-00000001', { tagKeys: ['egress-optimizer:exempt'] })] }],
  [
    'the endpoint',
    { endpoints: { s3: [{ ...endpoint('vpce-a'), tagKeys: ['egress-optimizer:exempt'] }], dynamodb: [] } },
  ],
])('leaves everything alone where %s is exempt', async (_what, vpc) => {
  const { plan } = remediationIn({ routeTables: [table('rtb-00000001')], ...vpc });
  expect(await plan()).toMatchObject({ status: 'exempt' });
});

it('keeps to the route tables that were asked for, and knows that they must be the VPC’s', async () => {
  const routing = remediationIn({ routeTables: [table('rtb-00000001'), table('rtb-00000002')] });
  const planOf = (...routeTableIds: string[]) =>
    routing.planOf({
      id: 'create-gateway-endpoint',
      parameters: { vpcId: VPC_ID, service: 'dynamodb', routeTableIds },
    });
  expect(await planOf('rtb-00000002')).toMatchObject({ changes: [{}, { target: 'rtb-00000002' }] });
  expect(await planOf('rtb-00000002', 'rtb-0000000f')).toMatchObject({ status: 'not_possible' });
});

it('routes exactly what leads to a NAT gateway, and undoes to the very same endpoints', async () => {
  await fc.assert(
    fc.asyncProperty(vpcs, async (before) => {
      const first = seen(before);
      const { vpc, plan, apply, verify, undo } = remediationIn(before);
      const wanted = before.routeTables.filter((each) => each.hasSubnets && each.leadsToNatGateway);
      const planned = await plan();
      const missing = wanted.filter(({ routeTableId }) => !servedBy(vpc).includes(routeTableId));
      if (planned.status !== 'planned') return expect(missing).toEqual([]);
      const count = Math.max(vpc.endpoints.s3.length, 1);
      const served = [...servedBy(vpc), ...missing.map(({ routeTableId }) => routeTableId)].sort();
      expect((await apply(planned)).status).toBe('applied');
      expect(servedBy(vpc).sort()).toEqual(served);
      expect(vpc.endpoints.s3).toHaveLength(count);
      expect((await verify()).status).toBe('verified');
      expect((await undo()).status).toBe('undone');
      expect(seen(vpc)).toEqual(first);
    }),
    RUNS,
  );
});

it('notices routes and endpoints that change after the plan, and writes nothing', async () => {
  const meddlings = fc.constantFrom<(vpc: VpcState) => void>(
    ({ endpoints }) => void (endpoints.s3 = [...endpoints.s3, endpoint('vpce-0')]),
    ({ endpoints }) => void (endpoints.s3 = [...endpoints.s3, endpoint('vpce-0', 'rtb-00000009')]),
    (vpc) => void (vpc.routeTables = [...vpc.routeTables, table('rtb-00000009')]),
    (vpc) => void (vpc.routeTables = []),
    (vpc) => void (vpc.routeTables = vpc.routeTables.map((each) => ({ ...each, leadsToNatGateway: false }))),
  );
  await fc.assert(
    fc.asyncProperty(vpcs, meddlings, async (before, meddle) => {
      const { vpc, plan, apply, journal } = remediationIn(before);
      const planned = await plan();
      if (planned.status !== 'planned') return;
      meddle(vpc);
      const theirs = seen(vpc);
      expect((await apply(planned)).status).toBe('precondition_failed');
      expect(seen(vpc)).toEqual(theirs);
      expect(journal).toEqual([]);
    }),
    RUNS,
  );
});

it('does not delete its endpoint when someone else has come to rely on it', async () => {
  const { vpc, planned, apply, undo, context } = remediationIn({ routeTables: [table('rtb-00000001')] });
  await apply(await planned());
  const [created] = vpc.endpoints.s3;
  await context.access.gatewayEndpoints.addRouteTables(created!.endpointId, ['rtb-00000002']);
  expect(await undo()).toMatchObject({
    status: 'precondition_failed',
    reason: expect.stringContaining('rtb-00000002'),
  });
  expect(vpc.endpoints.s3).toHaveLength(1);
});

it.each<[string, Partial<GatewayEndpoint>, RegExp]>([
  ['was given a policy', { policy: '{"Statement":[]}' }, /gave vpce-new1 a policy/],
  ['was tagged as exempt', { tagKeys: ['egress-optimizer:exempt'] }, /tagged vpce-new1/],
])('does not delete its endpoint when that %s since', async (_what, made, reason) => {
  const { vpc, planned, apply, undo } = remediationIn({ routeTables: [table('rtb-00000001')] });
  await apply(await planned());
  vpc.endpoints.s3 = vpc.endpoints.s3.map((each) => ({ ...each, ...made }));
  expect(await undo()).toMatchObject({
    status: 'precondition_failed',
    reason: expect.stringMatching(reason),
  });
  expect(vpc.endpoints.s3).toHaveLength(1);
});

it('notices a policy that an endpoint is given after the plan', async () => {
  const { vpc, planned, apply, journal } = remediationIn({
    routeTables: [table('rtb-00000001')],
    endpoints: { s3: [endpoint('vpce-a')], dynamodb: [] },
  });
  const plan = await planned();
  vpc.endpoints.s3 = [{ ...endpoint('vpce-a'), policy: '{"Statement":[]}' }];
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  expect(journal).toEqual([]);
});

it('says so when its endpoint failed, lost a route table, or is gone', async () => {
  const { vpc, planned, apply, verify } = remediationIn({ routeTables: [table('rtb-00000001')] });
  await apply(await planned());
  const [created] = vpc.endpoints.s3;
  for (const [now, reason] of [
    [[{ ...created!, hasFailed: true }], /failed to start/],
    [[{ ...created!, routeTableIds: [] }], /lacks route tables/],
    [[], /no such endpoint/],
  ] as const) {
    vpc.endpoints.s3 = now;
    expect(await verify()).toMatchObject({ status: 'not_verified', reason: expect.stringMatching(reason) });
  }
});
