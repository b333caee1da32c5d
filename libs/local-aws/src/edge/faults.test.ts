import type { AwsOperation } from './aws-operation';
import { createFaults } from './faults';

const GET_ITEM: AwsOperation = {
  protocol: 'json',
  service: 'dynamodb',
  action: 'GetItem',
  region: 'eu-west-1',
};
const THROTTLE = { kind: 'throttle' } as const;

it('hits nothing until a rule is set, and nothing after they were cleared', () => {
  const faults = createFaults();
  expect(faults.take(GET_ITEM)).toBeUndefined();
  faults.set({ service: 'dynamodb', fault: THROTTLE });
  expect(faults.take(GET_ITEM)).toEqual(THROTTLE);
  faults.clear();
  expect(faults.take(GET_ITEM)).toBeUndefined();
});

it('hits the action that a rule names, and no other service', () => {
  const faults = createFaults();
  faults.set({ service: 'dynamodb', action: 'PutItem', fault: THROTTLE });
  faults.set({ service: 'sns', fault: THROTTLE });
  expect(faults.take(GET_ITEM)).toBeUndefined();
  expect(faults.take({ ...GET_ITEM, action: 'PutItem' })).toEqual(THROTTLE);
});

it('hits as often as a rule says, and counts only what it hits', () => {
  const faults = createFaults();
  faults.set({ service: 'dynamodb', action: 'GetItem', times: 2, fault: THROTTLE });
  const hits = ['GetItem', 'PutItem', 'GetItem', 'GetItem'].map((action) =>
    faults.take({ ...GET_ITEM, action }),
  );
  expect(hits).toEqual([THROTTLE, undefined, THROTTLE, undefined]);
});

it('ends at the time that a rule says', () => {
  let now = new Date('2026-11-21T05:00:00Z');
  const faults = createFaults(() => now);
  faults.set({ service: 'dynamodb', until: new Date('2026-11-21T05:00:10Z'), fault: THROTTLE });
  expect(faults.take(GET_ITEM)).toEqual(THROTTLE);
  now = new Date('2026-11-21T05:00:10Z');
  expect(faults.take(GET_ITEM)).toBeUndefined();
});

it('lets the rule that was set last win, until it is taken away', () => {
  const faults = createFaults();
  faults.set({ service: 'dynamodb', fault: THROTTLE });
  const takeAway = faults.set({ service: 'dynamodb', fault: { kind: 'reset' } });
  expect(faults.take(GET_ITEM)).toEqual({ kind: 'reset' });
  takeAway();
  expect(faults.take(GET_ITEM)).toEqual(THROTTLE);
});
