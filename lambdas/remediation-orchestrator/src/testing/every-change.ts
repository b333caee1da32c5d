import type { Anomaly } from '@egress/contracts';
import {
  BUCKET_ANOMALY,
  GROUP_ANOMALY,
  GROUP_ID,
  NAT_ANOMALY,
  NAT_ID,
  VPC_ID,
} from '@egress/contracts/testing';
import { accountWith, type AccountState } from './in-memory-account';

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
  policy: null,
};
const vpcWith = (...s3: readonly (typeof endpoint)[]) => ({
  [VPC_ID]: { tagKeys: [], routeTables: [table('rtb-1'), table('rtb-2')], endpoints: { s3, dynamodb: [] } },
});

/** Every kind of change, with an anomaly that leads to it. */
export const CHANGES: readonly (readonly [string, Anomaly, () => AccountState])[] = [
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
/** Ids that AWS gives out are not part of the state, nor is the order of rules. */
export const seen = (state: AccountState) => ({
  ...state,
  groups: Object.values(state.groups).map(({ cidrRules }) =>
    cidrRules.map((each) => JSON.stringify({ ...each, ruleId: '' })).sort(),
  ),
});
