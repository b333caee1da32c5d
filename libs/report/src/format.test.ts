import { formatGb, formatRate, formatShare, formatTime, formatUsd, shorten } from './format';

const GB = 2 ** 30;

it.each([
  [0, '$0.00'],
  [1234.56, '$1,234.56'],
  [-21.234, '-$21.23'],
  [0.0012, '$0.0012'],
  [0.00004, '<$0.0001'],
  [-4e-16, '$0.00'],
  [1234567890.125, '$1,234,567,890.13'],
])('writes %p USD as %s', (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

it.each([
  [0, '0 GB'],
  [1, '<0.01 GB'],
  [1.5 * GB, '1.50 GB'],
  [1500 * GB, '1,500 GB'],
  [Number.MAX_SAFE_INTEGER, '8,388,608 GB'],
])('writes %p bytes as %s of 2^30 bytes each', (bytes, text) => {
  expect(formatGb(bytes)).toBe(text);
});

it('says that a rate of nothing is free', () => {
  expect([formatRate(0), formatRate(0.045)]).toEqual(['free', '$0.0450']);
});

it('never rounds a share that exists down to none', () => {
  expect([formatShare(1, 1e6), formatShare(0, 5), formatShare(1, 3), formatShare(1, 0)]).toEqual([
    '<0.1%',
    '0.0%',
    '33.3%',
    '–',
  ]);
});

it('writes times in UTC whatever the zone of the machine, and leaves what is no time', () => {
  expect([formatTime('2026-11-14T23:30:00Z'), formatTime('soon')]).toEqual(['14 Nov 2026, 23:30', 'soon']);
});

it('cuts the middle of a long name and keeps surrogate pairs whole', () => {
  expect([shorten('kafka-broker-12', 9), shorten('short', 9), shorten('🦆🦆🦆🦆🦆', 3)]).toEqual([
    'kafk…r-12',
    'short',
    '🦆…🦆',
  ]);
});
