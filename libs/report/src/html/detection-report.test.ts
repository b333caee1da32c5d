import { detectionDocumentSchema } from '@egress/anomalies';
import { HOSTILE_TEXT } from '../testing/nasty-text';
import { sampleDetection } from '../testing/sample-detection';
import { sampleDocument } from '../testing/sample-document';
import { renderHtml } from './analysis-report';
import { bandHours } from './charts/expected-band';
import { renderDetectionHtml } from './detection-report';

const page = renderDetectionHtml(sampleDetection());
const QUIET = { ...sampleDetection(), anomalies: [] };

it('is tested with a document of the schema', () => {
  expect(detectionDocumentSchema.parse(sampleDetection())).toEqual(sampleDetection());
});

it('heads the page with what the anomalies cost a day, and says so where there are none', () => {
  expect(page).toContain('2 anomalies cost about <span class="total">$2,224.60</span> a day');
  expect(renderDetectionHtml(QUIET)).toContain('Egress is as usual');
  expect(renderDetectionHtml(QUIET)).toContain('Nothing left its expected band: 4,210 hours');
  expect(renderDetectionHtml({ ...QUIET, window: null })).toContain('There was no new hour to look at.');
});

it('gives each anomaly its entity, type, onset, money, score and what made it', () => {
  expect(page.match(/<details class="finding"/g)).toHaveLength(2);
  for (const text of [
    'photos, Internet',
    'S3_Public_Access',
    '20 Nov 2026, 14:00',
    '$2,210.40',
    '4.21',
    '62%',
    '98.3%',
  ]) {
    expect(page).toContain(text);
  }
});

it('marks the hours above the band from the onset on, in the chart and in the table', () => {
  expect(page).toContain('Bytes per hour: 10 of 96 hours are above the expected band, at most 50.00 GB');
  const [, marked] = /class="marked"\s+d="([^"]*)"/.exec(page) ?? [];
  expect(marked?.match(/z/g)).toHaveLength(10);
  expect(page).toContain('>above<');
});

it('shows silent hours as hours in which nothing was sent', () => {
  const hours = bandHours(sampleDetection().anomalies[0]!);
  expect(hours).toHaveLength(96);
  expect(hours.slice(39, 43).map(({ bytes }) => bytes > 0)).toEqual([true, false, false, true]);
  expect(hours[40]!.hour).toBe('2026-11-18T16:00:00.000Z');
});

it('writes hostile text as text', () => {
  expect(page).not.toContain(HOSTILE_TEXT);
  expect(page).not.toContain('<img');
  expect(page.match(/<\/script>/g)).toHaveLength(1);
});

it('stands before what the traffic costs where both are known', () => {
  const both = renderHtml(sampleDocument(), sampleDetection());
  const sections = [...both.matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id);
  expect(sections.slice(0, 2)).toEqual(['anomalies', 'trend']);
  expect(renderHtml(sampleDocument())).not.toContain('id="anomalies"');
});
