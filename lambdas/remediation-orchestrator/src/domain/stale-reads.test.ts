import { CHANGES, seen } from '../testing/every-change';
import { remediationOf } from '../testing/remediation';
import { staleAccess } from '../testing/stale-access';
import { runStep } from './run-step';

describe.each(CHANGES)('%s that AWS does not show at once', (_name, anomaly, initial) => {
  it('is verified as soon as it is shown, and not taken for missing for good', async () => {
    const { planned, order, context } = remediationOf(anomaly, initial());
    order(await planned());
    const stale = { ...context, access: staleAccess(context.access, 2) };
    const statusOf = async (step: 'apply' | 'verify') => (await runStep({ step, anomaly }, stale)).status;
    expect(await statusOf('apply')).toBe('applied');
    expect([await statusOf('verify'), await statusOf('verify')]).toEqual(['not_verified', 'not_verified']);
    expect(await statusOf('verify')).toBe('verified');
  });

  it('is really undone when it is undone before it is shown', async () => {
    const state = initial();
    const { planned, order, context } = remediationOf(anomaly, state);
    order(await planned());
    const stale = { ...context, access: staleAccess(context.access, 2) };
    for (const step of ['apply', 'verify', 'undo'] as const) await runStep({ step, anomaly }, stale);
    expect(seen(state)).toEqual(seen(initial()));
  });
});
