import { type AtOnce, anomaliesAtOnce } from '@egress/bench/anomalies/at-once';
import { describeOnLocalAws } from '@egress/local-aws/testing';

const ANOMALIES = 40;
const LIMIT = 3;

describeOnLocalAws('many anomalies in one hour', () => {
  let seen: AtOnce;
  beforeAll(async () => {
    // Fewer functions at once than there are anomalies: most have to wait for their turn.
    seen = await anomaliesAtOnce({
      anomalies: ANOMALIES,
      maxChangesPerHour: LIMIT,
      concurrency: 4,
      waitScale: 0.02,
    });
  });
  const withStatus = (status: string) => seen.findings.filter((finding) => finding['status'] === status);

  it('are all recorded and told of, each once', () => {
    expect(seen.executions.map(({ status }) => status)).toEqual(Array(ANOMALIES).fill('SUCCEEDED'));
    const ids = seen.executions.map(({ name }) => name).sort();
    expect(seen.findings.map(({ anomalyId }) => anomalyId).sort()).toEqual(ids);
    const told = seen.notifications.map(({ message }) => /egress findings (\S+)$/.exec(message)?.[1]);
    expect(told.sort()).toEqual(ids);
  });

  it('have no more fixed in the hour than is allowed, and the others left as they were', () => {
    // Two hours where the clock hour turns meanwhile.
    for (const changes of seen.changesByHour) expect(changes).toBeLessThanOrEqual(LIMIT);
    const counted = seen.changesByHour.reduce((sum, changes) => sum + changes, 0);
    expect(withStatus('remediated')).toHaveLength(counted);
    expect(withStatus('capped')).toHaveLength(ANOMALIES / 2 - counted);
    expect(withStatus('needs_review')).toHaveLength(ANOMALIES / 2);
    const fixed = withStatus('remediated').map(
      ({ anomaly }) => (JSON.parse(String(anomaly)) as { resource: string }).resource,
    );
    expect([...seen.changedBuckets].sort()).toEqual(fixed.sort());
  });

  it('wait for a free function, and are handled by no more of them than there may be', () => {
    expect(seen.usage.throttles).toBeGreaterThan(0);
  });

  it('are not handled again when detection runs again', () => {
    expect(seen.detections).toMatchObject([
      { started: ANOMALIES, alreadyStarted: 0 },
      { started: 0, alreadyStarted: ANOMALIES },
    ]);
  });

  it('cost what their calls, transitions and tokens cost', () => {
    const { usage } = seen;
    expect(usage.publishes).toBe(ANOMALIES);
    expect(usage.invocations).toBe(ANOMALIES / 2 + ANOMALIES + seen.changedBuckets.length);
    expect(usage.tokens.input).toBeGreaterThan((ANOMALIES / 2) * 100);
  });
});
