import { BUCKET_ANOMALY, GROUP_ANOMALY, GROUP_ID } from '@egress/contracts/testing';
import type { Anomaly } from '@egress/contracts';
import { accountWith, inMemoryAccount } from '../testing/in-memory-account';
import { remediationOf } from '../testing/remediation';
import type { Bucket, CidrRule } from './account-access';
import { planRemediation } from './plan-remediation';
import { PLAYBOOKS } from './playbook-registry';

const BLOCKED = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};
const OPEN_BUCKET: Bucket = { publicAccessBlock: null, tagKeys: [], isWebsite: false };

const rule = (more: Partial<CidrRule>): CidrRule => ({
  ruleId: 'sgr-1',
  direction: 'ingress',
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  cidr: '0.0.0.0/0',
  description: null,
  tags: {},
  ...more,
});

const planOfBucket = (bucket: Partial<Bucket>) =>
  remediationOf(BUCKET_ANOMALY, accountWith({ buckets: { photos: { ...OPEN_BUCKET, ...bucket } } })).plan();

const planOfGroup = (cidrRules: readonly CidrRule[], anomaly = GROUP_ANOMALY) =>
  remediationOf(
    anomaly,
    accountWith({ groups: { [GROUP_ID]: { tagKeys: [], cidrRules, interfaces: 3 } } }),
  ).plan();

it('shows every switch that it would turn on, and writes nothing', async () => {
  const state = accountWith({ buckets: { photos: OPEN_BUCKET } });
  const { plan, journal } = remediationOf(BUCKET_ANOMALY, state);
  const planned = await plan();
  expect(planned).toMatchObject({ status: 'planned', playbook: 'block-s3-public-access', usdPerMonth: 0 });
  expect(planned).toHaveProperty('changes.3', {
    action: 'turn on restrictPublicBuckets',
    target: 'photos',
    before: 'not configured',
    after: 'on',
  });
  expect(journal).toEqual([]);
});

it('names only the switches that are off', async () => {
  const plan = await planOfBucket({ publicAccessBlock: { ...BLOCKED, blockPublicPolicy: false } });
  expect(plan).toMatchObject({ changes: [{ action: 'turn on blockPublicPolicy', before: 'off' }] });
});

it('warns that a website’s visitors will be locked out', async () => {
  expect(await planOfBucket({ isWebsite: true })).toHaveProperty(
    'blastRadius',
    expect.stringContaining('website'),
  );
  expect(await planOfBucket({})).toHaveProperty('blastRadius', expect.not.stringContaining('website'));
});

it('has nothing to do where public access is blocked, and leaves exempt buckets alone', async () => {
  expect(await planOfBucket({ publicAccessBlock: BLOCKED })).toMatchObject({ status: 'nothing_to_do' });
  expect(await planOfBucket({ tagKeys: ['egress-optimizer:exempt'] })).toMatchObject({ status: 'exempt' });
});

it('names exactly the rules that are open to the world in that direction', async () => {
  const plan = await planOfGroup([
    rule({ ruleId: 'sgr-ssh', description: 'temporary' }),
    rule({ ruleId: 'sgr-v6', cidr: '::/0', protocol: '-1', fromPort: -1, toPort: -1 }),
    rule({ ruleId: 'sgr-office', cidr: '198.51.100.0/24' }),
    rule({ ruleId: 'sgr-half', cidr: '0.0.0.0/1' }),
    rule({ ruleId: 'sgr-out', direction: 'egress' }),
  ]);
  expect(plan).toMatchObject({
    status: 'planned',
    resource: GROUP_ID,
    changes: [
      {
        action: 'revoke ingress rule sgr-ssh',
        before: 'tcp 22 from 0.0.0.0/0 (temporary)',
        after: 'no rule',
      },
      { action: 'revoke ingress rule sgr-v6', before: 'all traffic from ::/0' },
    ],
  });
  expect(plan).toHaveProperty('blastRadius', expect.stringContaining('attached to 3 network interfaces'));
});

it('keeps to the port that was asked for', async () => {
  const cidrRules = [
    rule({ ruleId: 'sgr-range', fromPort: 20, toPort: 30 }),
    rule({ ruleId: 'sgr-web', fromPort: 443, toPort: 443 }),
    rule({ ruleId: 'sgr-all', protocol: '-1', fromPort: -1, toPort: -1 }),
    rule({ ruleId: 'sgr-ping', protocol: 'icmp', fromPort: -1, toPort: 255 }),
  ];
  const access = inMemoryAccount(
    accountWith({ groups: { [GROUP_ID]: { tagKeys: [], cidrRules, interfaces: 1 } } }),
  );
  const proposed = {
    id: 'revoke-security-group-rules',
    parameters: { groupId: GROUP_ID, direction: 'ingress', port: 22 },
  } as const;
  const plan = await planRemediation(GROUP_ANOMALY, proposed, { playbooks: PLAYBOOKS, access });
  expect(plan).toMatchObject({
    changes: [{ action: 'revoke ingress rule sgr-all' }, { action: 'revoke ingress rule sgr-range' }],
  });
});

it.each<[string, Partial<Anomaly>, RegExp]>([
  ['the bucket is gone', {}, /has no such resource in eu-west-1/],
  ['no playbook fits the type', { anomalyType: 'Cross_AZ_Transfer' }, /no playbook for Cross_AZ_Transfer/],
  [
    'the resource is not what the playbook acts on',
    { resource: 'eni-1/../x' },
    /must be the name of a bucket/,
  ],
])('says why no plan is possible when %s', async (_case, more, reason) => {
  const { plan } = remediationOf({ ...BUCKET_ANOMALY, ...more }, accountWith({}));
  expect(await plan()).toMatchObject({ status: 'not_possible', reason: expect.stringMatching(reason) });
});

it('does not plan a proposal for an anomaly that the playbook is not for', async () => {
  const proposed = { id: 'block-s3-public-access', parameters: { bucket: 'photos' } } as const;
  const access = inMemoryAccount(accountWith({ buckets: { photos: OPEN_BUCKET } }));
  const plan = await planRemediation(GROUP_ANOMALY, proposed, { playbooks: PLAYBOOKS, access });
  expect(plan).toMatchObject({ status: 'not_possible' });
});

describe('an instance whose group the anomaly does not name', () => {
  const WEB = { ...GROUP_ANOMALY, evidence: { servicePort: 443 } };
  const OTHER = 'sg-0fedcba9876543210';
  const groupWith = (fromPort: number) => ({
    tagKeys: [],
    cidrRules: [rule({ fromPort, toPort: fromPort })],
    interfaces: 1,
  });
  const planWith = (groups: Record<string, ReturnType<typeof groupWith>>) =>
    remediationOf(WEB, accountWith({ groups, attachments: { [WEB.resource]: Object.keys(groups) } })).plan();

  it('is planned for the one of its groups that opens the port', async () => {
    const plan = await planWith({ [OTHER]: groupWith(22), [GROUP_ID]: groupWith(443) });
    expect(plan).toMatchObject({ status: 'planned', parameters: { groupId: GROUP_ID } });
  });

  it('is planned for that port alone: what the group opens besides may be meant so', async () => {
    const ports = [80, 443].map((port) => rule({ ruleId: `sgr-${port}`, fromPort: port, toPort: port }));
    const plan = await planWith({ [GROUP_ID]: { tagKeys: [], cidrRules: ports, interfaces: 1 } });
    expect(plan).toMatchObject({ changes: [{ action: 'revoke ingress rule sgr-443' }] });
  });

  it.each([
    ['two of its groups do', { [OTHER]: groupWith(443), [GROUP_ID]: groupWith(443) }],
    ['none does', { [GROUP_ID]: groupWith(22) }],
  ])('is for a person where %s', async (_name, groups) => {
    expect(await planWith(groups)).toMatchObject({
      status: 'not_possible',
      reason: expect.stringContaining('groupId'),
    });
  });
});

it('leaves a group alone in which a rule that it would remove is exempt', async () => {
  const exempt = { 'egress-optimizer:exempt': 'partner access' };
  expect(await planOfGroup([rule({}), rule({ ruleId: 'sgr-2', cidr: '::/0', tags: exempt })])).toMatchObject({
    status: 'exempt',
  });
  const narrow = rule({ ruleId: 'sgr-2', cidr: '10.0.0.0/8', tags: exempt });
  expect(await planOfGroup([rule({}), narrow])).toMatchObject({ status: 'planned' });
});
