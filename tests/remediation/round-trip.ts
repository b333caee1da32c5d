import type { Anomaly } from '@egress/contracts';
import * as fc from 'fast-check';
import type { StrictAccount } from './strict-account';

interface RoundTrip<State> {
  readonly states: fc.Arbitrary<State>;
  /** Makes the state in the account, and says which anomaly it leads to. */
  readonly create: (state: State) => Promise<Anomaly>;
  /** All that a person sees of the resource, in an order of its own where AWS keeps none. */
  readonly see: (anomaly: Anomaly) => Promise<unknown>;
  /** Whether the playbook has anything to do. */
  readonly isWrong: (state: State) => boolean;
  /** Deletes what `create` made: the emulator gets slow with what it has to look through. */
  readonly remove: (anomaly: Anomaly) => Promise<void>;
}

/** Plans, applies, verifies and undoes over many states: the account must look afterwards as it did before. */
export async function expectExactUndo<State>(
  account: StrictAccount,
  { states, create, see, isWrong, remove }: RoundTrip<State>,
) {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const anomaly = await create(state);
      const before = await see(anomaly);
      const { plan, apply, verify, undo } = account.remediationOf(anomaly);
      const planned = await plan();
      expect(planned.status).toBe(isWrong(state) ? 'planned' : 'nothing_to_do');
      expect(await see(anomaly)).toEqual(before);
      if (planned.status !== 'planned') return remove(anomaly);
      expect(await apply(planned)).toBe('applied');
      const changed = await see(anomaly);
      expect(changed).not.toEqual(before);
      expect(await apply(planned)).toBe('applied');
      expect(await see(anomaly)).toEqual(changed);
      expect(await verify()).toBe('verified');
      expect(await undo()).toBe('undone');
      expect(await see(anomaly)).toEqual(before);
      return remove(anomaly);
    }),
    { numRuns: 200 },
  );
}

/** Changes the resource between plan and apply: that must be noticed, and nothing written. */
export async function expectMeddlingNoticed<State>(
  account: StrictAccount,
  { states, create, see, isWrong, remove }: RoundTrip<State>,
  meddle: (anomaly: Anomaly) => Promise<unknown>,
) {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      fc.pre(isWrong(state));
      const anomaly = await create(state);
      const { plan, apply } = account.remediationOf(anomaly);
      const planned = await plan();
      if (planned.status !== 'planned') throw new Error(`not planned: ${JSON.stringify(planned)}`);
      await meddle(anomaly);
      const theirs = await see(anomaly);
      expect(await apply(planned)).toBe('precondition_failed');
      expect(await see(anomaly)).toEqual(theirs);
      await remove(anomaly);
    }),
    { numRuns: 30 },
  );
}
