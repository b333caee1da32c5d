import { ANOMALY_TYPES, PLAYBOOK_IDS } from '@egress/contracts';
import { permissions } from '../contract';
import type { Playbook } from './playbook';
import { PLAYBOOKS } from './playbook-registry';

/** What a playbook lacks; the parts are listed here a second time on purpose. */
function missingParts(playbook: Partial<Playbook>): readonly string[] {
  const functions = ['parametersOf', 'plan', 'apply', 'verify', 'undo'] as const;
  return [
    ...(PLAYBOOK_IDS.includes(playbook.id as never) ? [] : ['id']),
    ...(playbook.description ? [] : ['description']),
    ...(playbook.anomalyTypes?.some((type) => ANOMALY_TYPES.includes(type)) ? [] : ['anomalyTypes']),
    ...(playbook.parameters?.safeParse({}).success === false ? [] : ['parameters']),
    ...(playbook.permissions?.some(({ actions, reason }) => actions.length > 0 && reason)
      ? []
      : ['permissions']),
    ...functions.filter((part) => typeof playbook[part] !== 'function'),
  ];
}

it.each(PLAYBOOKS.map((playbook) => [playbook.id, playbook] as const))(
  '%s has every part',
  (_id, playbook) => {
    expect(missingParts(playbook)).toEqual([]);
  },
);

it.each([
  'id',
  'description',
  'anomalyTypes',
  'parameters',
  'permissions',
  'plan',
  'apply',
  'verify',
  'undo',
] as const)('would be noticed without its %s', (part) => {
  expect(missingParts({ ...PLAYBOOKS[0], [part]: undefined })).toEqual([part]);
});

it('has the playbook of every id, once', () => {
  expect(PLAYBOOKS.map(({ id }) => id)).toEqual(PLAYBOOK_IDS);
});

it('allows what changes a resource only on resources that IAM can name, each with a reason', () => {
  for (const { actions, resource, reason } of permissions.playbooks) {
    expect(reason).not.toBe('');
    const changing = actions.filter((action) => !/:Describe|^logs:(Create|Delete)LogDelivery$/.test(action));
    if (resource === 'any') expect(changing).toEqual([]);
    expect(actions.join()).not.toContain('*');
  }
});
