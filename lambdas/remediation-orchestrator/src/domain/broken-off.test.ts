import type { Anomaly } from '@egress/contracts';
import {
  BUCKET_ANOMALY,
  GROUP_ANOMALY,
  GROUP_ID,
  NAT_ANOMALY,
  NAT_ID,
  VPC_ID,
} from '@egress/contracts/testing';
import { type Death, dyingAccess } from '../testing/dying-access';
import { accountWith, type AccountState } from '../testing/in-memory-account';
import { remediationOf } from '../testing/remediation';
import { runStep } from './run-step';

const rule = (ruleId: string, cidr: string) => ({
  ruleId,
  direction: 'ingress' as const,
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  cidr,
  description: 'temporary',
  tags: {},
});
const table = (routeTableId: string) => ({
  routeTableId,
  tagKeys: [],
  hasSubnets: true,
  leadsToNatGateway: true,
});
const endpoint = {
  endpointId: 'vpce-1',
  routeTableIds: ['rtb-1'],
  tagKeys: [],
  anomalyId: null,
  hasFailed: false,
};
const vpcWith = (...s3: readonly (typeof endpoint)[]) => ({
  [VPC_ID]: { tagKeys: [], routeTables: [table('rtb-1'), table('rtb-2')], endpoints: { s3, dynamodb: [] } },
});

const CASES: readonly (readonly [string, Anomaly, () => AccountState])[] = [
  [
    'a public access block',
    BUCKET_ANOMALY,
    () => accountWith({ buckets: { photos: { publicAccessBlock: null, tagKeys: [], isWebsite: false } } }),
  ],
  [
    'rules of a security group',
    GROUP_ANOMALY,
    () =>
      accountWith({
        groups: {
          [GROUP_ID]: {
            tagKeys: [],
            interfaces: 1,
            cidrRules: [rule('sgr-1', '0.0.0.0/0'), rule('sgr-2', '10.0.0.0/8'), rule('sgr-3', '::/0')],
          },
        },
      }),
  ],
  ['a new gateway endpoint', NAT_ANOMALY, () => accountWith({ vpcs: vpcWith() })],
  ['a gateway endpoint that was there', NAT_ANOMALY, () => accountWith({ vpcs: vpcWith(endpoint) })],
  [
    'a recording',
    { ...NAT_ANOMALY, evidence: {} },
    () =>
      accountWith({
        natGateways: { [NAT_ID]: { tagKeys: [], recordableIds: ['eni-1', 'eni-2'], recordings: [] } },
      }),
  ],
];
const DEATHS: readonly Death[] = [0, 1].flatMap((write) => [
  { write, when: 'before' },
  { write, when: 'after' },
]);

/** Ids that AWS gives out are not part of the state, nor is the order of rules. */
const seen = (state: AccountState) => ({
  ...state,
  groups: Object.values(state.groups).map(({ cidrRules }) =>
    cidrRules.map((each) => JSON.stringify({ ...each, ruleId: '' })).sort(),
  ),
});

describe.each(CASES)('%s', (_name, anomaly, initial) => {
  it.each(DEATHS)('ends in a whole state when apply dies $when write $write', async (death) => {
    for (const goesOn of [true, false]) {
      const state = initial();
      const { planned, apply, verify, undo, context } = remediationOf(anomaly, state);
      const plan = await planned();
      const access = dyingAccess(context.access, death);
      await runStep({ step: 'apply', anomaly, plan }, { ...context, access }).catch(() => undefined);
      if (goesOn) {
        expect(await apply(plan)).toMatchObject({ status: 'applied' });
        expect(await verify()).toMatchObject({ status: 'verified' });
      }
      expect(await undo()).toMatchObject({ status: 'undone' });
      expect(seen(state)).toEqual(seen(initial()));
    }
  });

  it.each(DEATHS)('is as it was when undo dies $when write $write and is called again', async (death) => {
    const state = initial();
    const { planned, apply, undo, context } = remediationOf(anomaly, state);
    await apply(await planned());
    const access = dyingAccess(context.access, death);
    await runStep({ step: 'undo', anomaly }, { ...context, access }).catch(() => undefined);
    expect(await undo()).toMatchObject({ status: 'undone' });
    expect(seen(state)).toEqual(seen(initial()));
  });
});
