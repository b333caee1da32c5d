import { BUCKET_ANOMALY, GROUP_ANOMALY, GROUP_ID } from '@egress/contracts/testing';
import type { Change, Observation } from './observation';
import { ownChanges } from './own-changes';

const STRANGER = 'sg-0fedcba9876543210';
const change = (more: Partial<Change>): Change => ({
  kind: 'change',
  eventName: 'AuthorizeSecurityGroupIngress',
  at: '2026-11-21T04:50:00.000Z',
  user: 'ann',
  userAgent: 'aws-cli/2',
  resources: [GROUP_ID],
  namesTheWorld: true,
  blocksPublicAccess: false,
  ...more,
});
const RELATION: Observation = {
  kind: 'relations',
  resource: GROUP_ANOMALY.resource,
  related: [GROUP_ID],
};
const reconfiguration = (field: string, before: string): Observation => ({
  kind: 'reconfiguration',
  resource: GROUP_ANOMALY.resource,
  at: '2026-11-21T04:50:00.000Z',
  field,
  before,
  after: 'nothing',
});
const resourcesOf = (found: readonly Change[], ...others: readonly Observation[]) =>
  ownChanges(GROUP_ANOMALY, found, [...found, ...others]).flatMap((seen) =>
    seen.kind === 'change' ? [seen.resources] : [],
  );

it('keeps the changes at resources that something else was observed of', () => {
  expect(resourcesOf([change({}), change({ resources: [STRANGER] })], RELATION)).toEqual([[GROUP_ID]]);
});

it('knows a deleted endpoint by the route that led to it, and nothing by a tag', () => {
  const deleted = change({ eventName: 'DeleteVpcEndpoints', resources: ['vpce-0123456789abcdef0'] });
  const named = '{"gatewayId":"vpce-0123456789abcdef0"}';
  expect(resourcesOf([deleted], reconfiguration('routes', named))).toHaveLength(1);
  expect(resourcesOf([deleted], reconfiguration('tags', named))).toEqual([]);
});

it('names the resources that it knows before the others, and five at most', () => {
  const others = Array.from({ length: 9 }, (_, index) => `rtb-0123456789abcde0${index}`);
  expect(resourcesOf([change({ resources: [...others, GROUP_ID] })], RELATION)).toEqual([
    [GROUP_ID, ...others.slice(0, 4)],
  ]);
});

it('keeps the newest ten, whatever else was found by kind of event', () => {
  const strangers = Array.from({ length: 50 }, () =>
    change({ resources: [STRANGER], at: '2026-11-21T05:00:00.000Z' }),
  );
  const ours = Array.from({ length: 12 }, (_, index) =>
    change({ at: `2026-11-21T04:${10 + index}:00.000Z` }),
  );
  const kept = ownChanges(GROUP_ANOMALY, [...strangers, ...ours], [RELATION]);
  expect(kept).toHaveLength(10);
  expect(kept[0]).toMatchObject({ at: '2026-11-21T04:21:00.000Z' });
});

it('counts what changes for the whole account for its buckets alone', () => {
  const accountWide = change({ eventName: 'DeleteAccountPublicAccessBlock', resources: [] });
  expect(ownChanges(BUCKET_ANOMALY, [accountWide], [])).toHaveLength(1);
  expect(ownChanges(GROUP_ANOMALY, [accountWide], [])).toEqual([]);
});

it('leaves alone what is no change', () => {
  expect(ownChanges(GROUP_ANOMALY, [RELATION] as readonly Observation[], [RELATION])).toEqual([RELATION]);
});
