import { ANOMALY_TYPES, PLAYBOOK_IDS } from '@egress/contracts';
import { permissions } from '../contract';
import type { Playbook } from './playbook';
import { PLAYBOOKS } from './playbook-registry';

/** What a playbook lacks; the parts are listed here a second time on purpose. */
function missingParts(playbook: Partial<Playbook>): readonly string[] {
  const functions = ['parametersOf', 'plan', 'apply', 'verify', 'undo'] as const;
  return [
    ...(PLAYBOOK_IDS.includes(playbook.id as never) ? [] : ['id']),
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

it.each(['id', 'anomalyTypes', 'parameters', 'permissions', 'plan', 'apply', 'verify', 'undo'] as const)(
  'would be noticed without its %s',
  (part) => {
    expect(missingParts({ ...PLAYBOOKS[0], [part]: undefined })).toEqual([part]);
  },
);

it('has one playbook per id', () => {
  const ids = PLAYBOOKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('allows what changes a resource only on resources that IAM can name, each with a reason', () => {
  for (const { actions, resource, reason } of permissions.playbooks) {
    expect(reason).not.toBe('');
    if (resource === 'any') expect(actions.filter((action) => !/:Describe/.test(action))).toEqual([]);
    expect(actions.join()).not.toContain('*');
  }
});
