import { type Death, dyingAccess } from '../testing/dying-access';
import { CHANGES, seen } from '../testing/every-change';
import { remediationOf } from '../testing/remediation';
import { runStep } from './run-step';

const DEATHS: readonly Death[] = [0, 1].flatMap((write) => [
  { write, when: 'before' },
  { write, when: 'after' },
]);

describe.each(CHANGES)('%s', (_name, anomaly, initial) => {
  it.each(DEATHS)('ends in a whole state when apply dies $when write $write', async (death) => {
    for (const goesOn of [true, false]) {
      const state = initial();
      const { planned, order, apply, verify, undo, context } = remediationOf(anomaly, state);
      const plan = await planned();
      const access = dyingAccess(context.access, death);
      order(plan);
      await runStep({ step: 'apply', anomaly }, { ...context, access }).catch(() => undefined);
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
