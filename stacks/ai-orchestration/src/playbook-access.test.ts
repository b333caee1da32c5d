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

it('stays in this account, and off security groups that are exempt', () => {
  const statements = playbookAccess(() => 'auto', HERE);
  const about = (prefix: string) =>
    statements.filter(({ resources }) => !('reason' in resources) && resources[0]?.startsWith(prefix));
  expect(about('arn:aws:s3:::')).not.toEqual([]);
  for (const { conditions } of about('arn:aws:s3:::')) {
    expect(conditions).toEqual({ StringEquals: { 'aws:ResourceAccount': '111122223333' } });
  }
  expect(about('arn:aws:ec2:eu-west-1:111122223333:security-group')).not.toEqual([]);
  for (const { conditions } of about('arn:aws:ec2:')) {
    expect(conditions).toEqual({ Null: { 'aws:ResourceTag/egress-optimizer:exempt': 'true' } });
  }
});

it('says why where it needs any resource', () => {
  const forAll = playbookAccess(() => 'auto', HERE).filter(({ resources }) => 'reason' in resources);
  for (const { resources } of forAll) expect(resources).toEqual({ reason: expect.stringMatching(/\w+ \w+/) });
});
