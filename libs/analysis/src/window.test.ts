import { SqlEngine, type Row } from '@egress/sql-engine';
import { asWindow, measureWindow, type AnalysisWindow } from './window';

const HOUR = 3600;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 1) / 1000;
const CONVERSATION_COLUMNS = {
  start_hour: 'BIGINT',
  first_start: 'BIGINT',
  last_end: 'BIGINT',
  log_status: 'VARCHAR',
};

interface Tables {
  readonly flows?: readonly Row[];
  readonly s3?: readonly number[];
  readonly cloudFront?: readonly number[];
  readonly bill?: readonly Row[];
}

describe('the window', () => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await SqlEngine.open({ threads: 1 });
  });
  afterAll(() => engine.close());

  async function windowOf({
    flows = [],
    s3 = [],
    cloudFront = [],
    bill = [],
  }: Tables): Promise<AnalysisWindow> {
    await engine.loadRows('flow_conversations', CONVERSATION_COLUMNS, flows);
    const requests = (times: readonly number[]) => times.map((request_time) => ({ request_time }));
    await engine.fillTable('s3_requests', requests(s3));
    await engine.fillTable('cloudfront_requests', requests(cloudFront));
    await engine.fillTable('bill_lines', bill);
    return measureWindow(engine);
  }

  /** A log of some hours, its first and last record as late and early as a minute's aggregation makes them. */
  const logged = (hour: number, hours: number, log_status = 'OK'): Row[] =>
    Array.from({ length: hours }, (_, i) => {
      const start = START + (hour + i) * HOUR;
      return { start_hour: start, first_start: start + 20, last_end: start + HOUR - 10, log_status };
    });
  const requested = (hour: number, hours: number) =>
    logged(hour, hours).flatMap(({ first_start, last_end }) => [Number(first_start), Number(last_end) - 1]);
  const billed = (hour: number, hours: number, rest: Row = {}): Row => ({
    usage_start: START + hour * HOUR,
    usage_end: START + (hour + hours) * HOUR,
    line_kind: 'transfer',
    egress_class: 'internet',
    ...rest,
  });
  const hourly = (hours: number) => Array.from({ length: hours }, (_, hour) => billed(hour, 1));

  it('is what one log without gaps covers', async () => {
    const { covered, hours, notes } = await windowOf({ flows: logged(0, 36) });
    expect(covered).toEqual([{ start: START, end: START + 36 * HOUR }]);
    expect(hours.flows).toBe(36);
    expect(notes).toEqual([]);
  });

  it('leaves the days out that lie between samples, and says so', async () => {
    const window = await windowOf({ flows: [...logged(0, 24), ...logged(18 * 24, 24)] });
    expect(window.hours.flows).toBe(48);
    expect(asWindow(window.covered)).toMatchObject({ hours: 456, coveredHours: 48 });
    expect(window.notes).toEqual([
      'The flow logs have no record in 408 of the 456 hours between their first and their last: that is taken as missing, and a month is told from 48 hours.',
    ]);
  });

  it('counts hours without data as covered, and a single lost hour as missing', async () => {
    const quiet = [...logged(0, 2), ...logged(2, 8, 'NODATA'), ...logged(10, 2)];
    expect((await windowOf({ flows: quiet })).hours.flows).toBe(12);
    expect((await windowOf({ flows: [...logged(0, 5), ...logged(6, 6)] })).hours.flows).toBe(11);
  });

  it('does not believe the times of impossible records, nor of long ones without data', async () => {
    const stray = { start_hour: START - 5000 * DAY, first_start: START - 5000 * DAY, last_end: START };
    const malformed = await windowOf({ flows: [...logged(0, 24), { ...stray, log_status: 'MALFORMED' }] });
    expect(malformed.hours.flows).toBe(24);
    const noData = await windowOf({ flows: [...logged(0, 24), { ...stray, log_status: 'NODATA' }] });
    expect(noData.hours.flows).toBe(26);
  });

  it('counts a lone record between gaps as an hour, and says so', async () => {
    const lone = { start_hour: START, first_start: START + 1200, last_end: START + 1260, log_status: 'OK' };
    const { hours, notes } = await windowOf({ flows: [lone, ...logged(12, 12)] });
    expect(hours.flows).toBe(13);
    expect(notes.join()).toContain('Stretches of records shorter than an hour (1) count as one.');
  });

  it('takes a quiet night of an access log for silence, a day without a request for a gap', async () => {
    const nights = [...requested(8, 12), ...requested(32, 12)];
    expect((await windowOf({ s3: nights })).hours.buckets).toBeCloseTo(36, 1);
    const { hours, notes } = await windowOf({ cloudFront: [...requested(0, 24), ...requested(72, 24)] });
    expect(hours.distributions).toBeCloseTo(48, 1);
    expect(notes.join()).toContain('The CloudFront logs have no record');
  });

  it('gives an access log the hours of the flow logs that it lies within, gaps or not', async () => {
    const flows = [...logged(0, 24), ...logged(72, 24)];
    expect((await windowOf({ flows, s3: requested(5, 1) })).hours.buckets).toBe(48);
    expect((await windowOf({ flows, s3: requested(0, 96) })).hours.buckets).toBeCloseTo(96, 1);
  });

  it('measures a bill by its traffic and hours, not by a fee of the month or a line of another kind', async () => {
    const month = { usage_start: START, usage_end: START + 30 * DAY };
    const { hours } = await windowOf({
      bill: [
        ...hourly(240),
        billed(0, 1, { ...month, line_kind: 'other', egress_class: null }),
        billed(0, 1, month),
      ],
    });
    expect(hours.bill).toBe(240);
  });

  it('measures a bill of months by its months, and one without traffic by what it has', async () => {
    expect((await windowOf({ bill: [billed(0, 720)] })).hours.bill).toBe(720);
    expect((await windowOf({ bill: [billed(0, 24, { line_kind: 'other' })] })).hours.bill).toBe(24);
  });

  it('compares what logs and bill both cover', async () => {
    const behind = await windowOf({ flows: [...logged(0, 6), ...logged(9, 15)], bill: hourly(12) });
    expect(behind.reconciled && asWindow(behind.reconciled)).toMatchObject({ hours: 12, coveredHours: 9 });
    expect(await engine.query('SELECT * FROM analysis_window ORDER BY 1')).toEqual([
      { start_time: START, end_time: START + 6 * HOUR },
      { start_time: START + 9 * HOUR, end_time: START + 12 * HOUR },
    ]);
    const apart = await windowOf({ flows: logged(24, 6), bill: hourly(12) });
    expect(apart.reconciled).toBeNull();
  });

  it('is the bill alone without logs, and nothing without either', async () => {
    expect((await windowOf({ bill: hourly(12) })).covered).toEqual([
      { start: START, end: START + 12 * HOUR },
    ]);
    expect(asWindow((await windowOf({})).covered)).toEqual({
      start: null,
      end: null,
      hours: 0,
      coveredHours: 0,
    });
  });
});
