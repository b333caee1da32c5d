import fc from 'fast-check';
import { allocateClaims } from './allocate-claims';
import type { Claim, ClaimedFinding } from './claimed-finding';
import { certain } from './monthly-estimate';

const claim = (pool: string, usd: number, poolUsdPerMonth = usd): Claim => ({
  pool,
  poolUsdPerMonth,
  saving: certain(usd),
});

function finding(
  resource: string,
  claims: readonly Claim[],
  rest: Partial<ClaimedFinding> = {},
): ClaimedFinding {
  return {
    cause: 'nat-s3',
    heading: resource,
    resource,
    region: 'us-east-1',
    accountId: null,
    claims,
    addedUsdPerMonth: 0,
    evidence: [],
    fix: { summary: '', awsCli: '', terraform: '' },
    risk: '',
    doesNotHelp: '',
    ...rest,
  };
}

const settledUsd = (findings: readonly ClaimedFinding[]) =>
  allocateClaims(findings).map(({ finding: { resource }, saving }) => [resource, saving.expected]);

describe('allocateClaims', () => {
  it('gives the same bytes to one fix only, the one that saves more', () => {
    expect(
      settledUsd([finding('small', [claim('p', 10)]), finding('large', [claim('p', 10), claim('q', 5)])]),
    ).toEqual([['large', 15]]);
  });

  it('prefers a fix that costs nothing to a larger one that does', () => {
    const free = finding('free', [claim('p', 10)]);
    const costly = finding('costly', [claim('p', 10), claim('q', 100)], { addedUsdPerMonth: 30 });
    expect(settledUsd([costly, free])).toEqual([
      ['free', 10],
      ['costly', 70],
    ]);
  });

  it('drops a fix that no longer pays for itself and sets its other claims free', () => {
    const free = finding('free', [claim('p', 10)]);
    const costly = finding('costly', [claim('p', 10), claim('q', 25)], { addedUsdPerMonth: 30 });
    const late = finding('late', [claim('q', 2)], { addedUsdPerMonth: 1 });
    expect(settledUsd([costly, free, late])).toEqual([
      ['free', 10],
      ['late', 1],
    ]);
  });

  it('lets two fixes share a pool as long as it lasts', () => {
    const findings = [finding('a', [claim('p', 60, 100)]), finding('b', [claim('p', 50, 100)])];
    expect(settledUsd(findings)).toEqual([
      ['a', 60],
      ['b', 40],
    ]);
    expect(allocateClaims(findings)[1]?.countedElsewhere).toBeCloseTo(10, 9);
  });

  it('does not delete what a better fix needs, nor need what a better fix deletes', () => {
    const deletes = finding('deletes', [claim('hours|nat', 36.5)]);
    const uses = (usd: number) => finding('uses', [claim('p', usd)], { keeps: 'hours|nat' });
    expect(settledUsd([deletes, uses(10)])).toEqual([['deletes', 36.5]]);
    expect(settledUsd([deletes, uses(50)])).toEqual([['uses', 50]]);
  });

  it('judges a fix by what is left for it, not by what it would save alone', () => {
    const first = finding('first', [claim('p', 100), claim('q', 1)]);
    const shared = finding('shared', [claim('p', 100), claim('r', 10)], { keeps: 'hours|nat' });
    const deletes = finding('deletes', [claim('hours|nat', 36.5)]);
    expect(settledUsd([shared, first, deletes]).map(([resource]) => resource)).toEqual(['shared', 'first']);
    expect(settledUsd([{ ...shared, addedUsdPerMonth: 1 }, first, deletes])).toEqual([
      ['first', 101],
      ['deletes', 36.5],
    ]);
  });

  it('keeps a risk that saves nothing', () => {
    expect(settledUsd([finding('risk', [], { isRisk: true }), finding('nothing', [])])).toEqual([
      ['risk', 0],
    ]);
  });

  it('never saves more than the pools hold, whatever is claimed', () => {
    const pools = ['p', 'q', 'r'];
    const anyFinding = fc
      .record({
        claims: fc.array(fc.tuple(fc.constantFrom(...pools), fc.integer({ min: 0, max: 1000 })), {
          maxLength: 4,
        }),
        addedUsdPerMonth: fc.integer({ min: 0, max: 300 }),
      })
      .map(({ claims, addedUsdPerMonth }) =>
        finding(
          'x',
          claims.map(([pool, usd]) => claim(pool, usd)),
          { addedUsdPerMonth },
        ),
      );
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 8 }), (findings) => {
        const sizes = pools.map((pool) =>
          Math.max(
            0,
            ...findings.flatMap((f) => f.claims.filter((c) => c.pool === pool).map((c) => c.poolUsdPerMonth)),
          ),
        );
        const total = allocateClaims(findings).reduce((sum, { saving }) => sum + saving.expected, 0);
        return total <= sizes.reduce((sum, size) => sum + size, 0) + 1e-9;
      }),
    );
  });
});
