import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { scoreSeries } from './detect-series';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-cli-'));
  printed = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Hours with days and nights; one of them is far off. */
const SERIES = Array.from({ length: 600 }, (_, n) => {
  const hour = new Date(Date.UTC(2026, 10, 1, n)).toISOString().slice(0, 19).replace('T', ' ');
  return `${hour},${n === 500 ? 900 : Math.round(50 + 20 * Math.sin(n / 3.82) + (n % 7))}`;
});

function scoresOf(lines: readonly string[], header = 'timestamp,value'): string[] {
  const [series, scores] = [path.join(folder, 'series.csv'), path.join(folder, 'scores.csv')];
  writeFileSync(series, [header, ...lines, ''].join('\n'));
  scoreSeries(series, scores, true);
  return readFileSync(scores, 'utf8').trimEnd().split('\n');
}
const scoreOf = (line: string | undefined) => Number(line?.split(',')[2]);

it('writes a row for each row, with a score from 0 to 1 that is highest at what is far off', () => {
  const [header, ...rows] = scoresOf(SERIES);
  expect(header).toBe('timestamp,value,anomaly_score');
  expect(rows.map((row) => row.split(',').slice(0, 2).join(','))).toEqual(SERIES);
  const scores = rows.map(scoreOf);
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...scores)).toBeLessThanOrEqual(1);
  expect(scores.indexOf(Math.max(...scores))).toBe(500);
  expect(JSON.parse(printed)).toMatchObject({ rows: 600, anomalies: expect.any(Number) });
});

it('scores a row by no later row', () => {
  expect(scoresOf(SERIES.slice(0, 520))).toEqual(scoresOf(SERIES).slice(0, 521));
});

it('reads other columns, Windows line ends, zones and missing values, and writes them back', () => {
  const rows = scoresOf(
    ['x,2026-11-01T00:00:00Z,\r', 'y,2026-11-01T01:00:00+00:00,5\r'],
    'id,timestamp,value\r',
  );
  expect(rows.slice(1)).toEqual(['2026-11-01T00:00:00Z,,0.000000', '2026-11-01T01:00:00+00:00,5,0.000000']);
});

it.each([
  ['"2026-11-01 00:00:00","5"', '2026-11-01 00:00:00,5,0.000000'],
  ['2026-11-1 2:00,5', '2026-11-1 2:00,5,0.000000'],
  ['1793491200,5', '1793491200,5,0.000000'],
])('reads %s', (line, row) => expect(scoresOf([line]).at(1)).toBe(row));

it('scores the same whatever zone the machine is in and however the times are written', () => {
  const forms = [
    (time: number) => new Date(time).toISOString(),
    (time: number) => String(time / 1000),
    (time: number) => new Date(time).toISOString().slice(0, 16).replace('T', ' '),
    (time: number) => `${new Date(time + 19_800_000).toISOString().slice(0, 19)}+0530`,
  ];
  const scores = forms.map((write) =>
    scoresOf(SERIES.map((line) => `${write(Date.parse(`${line.split(',')[0]}Z`))},${line.split(',')[1]}`))
      .slice(1)
      .map(scoreOf),
  );
  scores.forEach((each) => expect(each).toEqual(scores[0]));
  expect(Math.max(...(scores[0] ?? []))).toBeGreaterThan(0.5);
});

it('forgets one wrong date', () => {
  const lines = [...SERIES.slice(0, 450), '2062-01-01 00:00:00,50', ...SERIES.slice(450)];
  expect(scoreOf(scoresOf(lines)[502])).toBeGreaterThan(0.5);
  expect(process.stderr.write).toHaveBeenCalledWith(
    expect.stringContaining('series.csv:453: 1 of 601 rows are older than the row before'),
  );
});

it('refuses a series that begins with its newest row', () => {
  expect(() => scoresOf([...SERIES].reverse())).toThrow(/series\.csv:3: 599 of 600 rows are older/);
});

it('finds a value that is too large for the forest', () => {
  const lines = SERIES.map((line, n) => (n === 500 ? line.replace(/,.*/, ',1e300') : line));
  expect(scoreOf(scoresOf(lines)[501])).toBeGreaterThan(0.5);
});

it.each([
  ['timestamp,value', '2026-11-01 00:00:00,Infinity', /series\.csv:2: value must be a number/],
  ['timestamp,value', '2026-11-01 00:00:00,0x10', /series\.csv:2: value must be a number/],
  ['timestamp,value', 'row 7,1', /series\.csv:2: timestamp must be a time/],
  ['timestamp,value', '2026-13-01 00:00,1', /series\.csv:2: timestamp must be a time/],
  ['timestamp,value', '2026-11-01 00:00:00', /series\.csv: Invalid Record Length: .* line 2/],
  [
    'time,value',
    '2026-11-01 00:00:00,1',
    /series\.csv:1: the header must name the columns timestamp and value/,
  ],
  ['timestamp,value', '2026-11-01 00:00:00,much', /series\.csv:2: value must be a number/],
  ['timestamp,value', 'yesterday,1', /series\.csv:2: timestamp must be a time/],
])('says which line of %s is not understood', (header, line, message) => {
  expect(() => scoresOf([line], header)).toThrow(message);
});
