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

  /** What has to hold when the action is done to resources of a type. */
  const conditionsOf = (action: string, type: string) =>
    ofEc2
      .filter(({ actions, resources }) => actions.includes(action) && String(resources).includes(`:${type}/`))
      .map(({ conditions }) => conditions);

  it.each([
    ['ec2:RevokeSecurityGroupIngress', 'security-group'],
    ['ec2:RevokeSecurityGroupIngress', 'security-group-rule'],
    ['ec2:RevokeSecurityGroupEgress', 'security-group'],
    ['ec2:RevokeSecurityGroupEgress', 'security-group-rule'],
    ['ec2:CreateVpcEndpoint', 'vpc'],
    ['ec2:CreateVpcEndpoint', 'route-table'],
    ['ec2:CreateFlowLogs', 'network-interface'],
  ])('%s leaves alone each %s that is exempt', (action, type) => {
    expect(conditionsOf(action, type)).toEqual([
      { Null: { 'aws:ResourceTag/egress-optimizer:exempt': 'true' } },
    ]);
  });

  it.each([
    ['ec2:AuthorizeSecurityGroupIngress', 'security-group'],
    ['ec2:AuthorizeSecurityGroupIngress', 'security-group-rule'],
    ['ec2:AuthorizeSecurityGroupEgress', 'security-group'],
    ['ec2:AuthorizeSecurityGroupEgress', 'security-group-rule'],
    ['ec2:ModifyVpcEndpoint', 'vpc-endpoint'],
    ['ec2:ModifyVpcEndpoint', 'route-table'],
  ])('%s takes a change back though the %s is exempt by now', (action, type) => {
    expect(conditionsOf(action, type)).toEqual([undefined]);
  });

  it.each([
    ['ec2:DeleteVpcEndpoints', 'vpc-endpoint'],
    ['ec2:DeleteFlowLogs', 'vpc-flow-log'],
  ])('%s deletes only what a playbook created', (action, type) => {
    expect(conditionsOf(action, type)).toEqual([
      { Null: { 'aws:ResourceTag/egress-optimizer:anomaly': 'false' } },
    ]);
  });

  it.each([
    ['security-group-rule', ['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress']],
    ['vpc-endpoint', ['CreateVpcEndpoint']],
    ['vpc-flow-log', ['CreateFlowLogs']],
  ])('tags a %s only as it is created', (type, creating) => {
    expect(conditionsOf('ec2:CreateTags', type)).toEqual([
      { StringEquals: { 'ec2:CreateAction': creating } },
    ]);
  });

  it('has no other action without a condition', () => {
    const free = ofEc2.filter(({ conditions }) => !conditions).flatMap(({ actions }) => actions);
    expect([...new Set(free)].sort()).toEqual([
      'ec2:AuthorizeSecurityGroupEgress',
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:ModifyVpcEndpoint',
    ]);
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
