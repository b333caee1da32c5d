import { permissions } from '@egress/lambda-remediation-orchestrator/contract';
import { playbookAccess } from './playbook-access';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const declared = (playbook?: string) =>
  permissions.playbooks
    .filter((permission) => playbook === undefined || permission.playbook === playbook)
    .flatMap(({ actions }) => actions);
const allowed = (modeOf: Parameters<typeof playbookAccess>[0]) =>
  playbookAccess(modeOf, HERE).flatMap(({ actions }) => actions);

it('lets playbooks that only observe read, and change nothing', () => {
  const actions = allowed(() => 'observe');
  expect(actions).not.toEqual([]);
  expect(actions.filter((action) => !/:(Get|Describe|List)/.test(action))).toEqual([]);
});

it.each(['approve', 'auto'] as const)('gives playbooks in mode %s what they declare, and no more', (mode) => {
  expect(allowed(() => mode).sort()).toEqual(declared().sort());
});

it('follows the mode of each playbook', () => {
  const actions = allowed((playbook) => (playbook === 'block-s3-public-access' ? 'auto' : 'observe'));
  expect(actions).toEqual(expect.arrayContaining(declared('block-s3-public-access')));
  expect(actions.filter((action) => action.startsWith('ec2:') && !action.startsWith('ec2:Describe'))).toEqual(
    [],
  );
});

describe('what changes EC2', () => {
  const statements = playbookAccess(() => 'auto', HERE).filter(({ resources }) => !('reason' in resources));
  const ofEc2 = statements.filter(({ actions }) => actions.every((action) => action.startsWith('ec2:')));

  it('stays in this account and region', () => {
    expect(ofEc2).not.toEqual([]);
    for (const { resources } of ofEc2) {
      expect(resources).toEqual([expect.stringMatching(/^arn:aws:ec2:eu-west-1:111122223333:[a-z-]+\/\*$/)]);
    }
  });

  it('deletes and tags only what a playbook created, and leaves alone what is exempt', () => {
    for (const { actions, conditions } of ofEc2) {
      const isDeletion = actions.some((action) => action.startsWith('ec2:Delete'));
      const isOnlyTagging = actions.every((action) => action === 'ec2:CreateTags');
      const notExempt = { Null: { 'aws:ResourceTag/egress-optimizer:exempt': 'true' } };
      const created = { Null: { 'aws:ResourceTag/egress-optimizer:anomaly': 'false' } };
      const beingCreated = { StringEquals: { 'ec2:CreateAction': expect.stringMatching(/^Create/) } };
      expect(conditions).toEqual(isDeletion ? created : isOnlyTagging ? beingCreated : notExempt);
    }
  });
});

it('reaches buckets of this account only', () => {
  const ofBuckets = playbookAccess(() => 'auto', HERE).filter(
    ({ resources }) => !('reason' in resources) && resources[0]?.startsWith('arn:aws:s3:::'),
  );
  expect(ofBuckets).not.toEqual([]);
  for (const { conditions } of ofBuckets) {
    expect(conditions).toEqual({ StringEquals: { 'aws:ResourceAccount': '111122223333' } });
  }
});

it('says why where it needs any resource', () => {
  const forAll = playbookAccess(() => 'auto', HERE).filter(({ resources }) => 'reason' in resources);
  for (const { resources } of forAll) expect(resources).toEqual({ reason: expect.stringMatching(/\w+ \w+/) });
});
