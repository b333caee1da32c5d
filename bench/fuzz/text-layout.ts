/** How a text log or bill is written: enough to damage it in chosen places. */
export interface TextLayout {
  readonly headerLines: number;
  /** Stands between the values of a line. */
  readonly delimiter: string;
  /** Matches each value of a line, in order. */
  readonly values: RegExp;
  /** Places (from 0) of whole numbers that must not be damaged in silence: bytes, times and the like. */
  readonly wholeNumbers: readonly number[];
  /** Places of decimal numbers of that kind: quantities and costs. */
  readonly decimals: readonly number[];
  /** Places of words and times of that kind. */
  readonly words: readonly number[];
  /** Whether a record that stands twice in a file must count once. */
  readonly countsCopiesOnce: boolean;
}

const FLOW_LOG_NUMBERS = ['packets', 'bytes', 'start', 'end'];
const FLOW_LOG_WORDS = ['action', 'log-status'];
const DEFAULT_FLOW_LOG =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const BILL_DECIMALS = /^(line_?item[/_]?(usage_?amount|unblended_?cost)|ConsumedQuantity|EffectiveCost)$/i;
const BILL_TIMES = /^(line_?item[/_]?usage_?start_?date|ChargePeriodStart)$/i;

/** The layout of a simulated file of this format, of which `text` is the content. */
export function textLayout(format: string, text: string): TextLayout {
  const lines = text.split('\n', 2);
  if (format.startsWith('s3-')) {
    return { ...RECORDS, values: /\[[^\]]*\]|"[^"]*"|\S+/g, wholeNumbers: [11], words: [2] };
  }
  if (format === 'cloudfront-w3c') {
    const names = (lines[1] ?? '').replace('#Fields: ', '').split(' ');
    return {
      ...RECORDS,
      headerLines: 2,
      delimiter: '\t',
      values: /[^\t]+/g,
      wholeNumbers: [names.indexOf('sc-bytes')],
    };
  }
  if (format === 'cloudfront-json') {
    const names = Object.keys(JSON.parse(lines[0] ?? '{}') as object);
    return {
      ...RECORDS,
      delimiter: ',',
      values: /(?<=":")[^"]*/g,
      wholeNumbers: [names.indexOf('sc-bytes')],
    };
  }
  if (format.endsWith('-csv')) {
    const names = (lines[0] ?? '').split(',');
    const places = (pattern: RegExp) => names.flatMap((name, place) => (pattern.test(name) ? [place] : []));
    return {
      ...RECORDS,
      headerLines: 1,
      delimiter: ',',
      values: /(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)/g,
      decimals: places(BILL_DECIMALS),
      words: places(BILL_TIMES),
    };
  }
  const headerLines = format === 'headerless' ? 0 : 1;
  const names = (headerLines === 0 ? DEFAULT_FLOW_LOG : (lines[0] ?? '')).split(' ');
  const places = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).filter((place) => place >= 0);
  return {
    ...RECORDS,
    headerLines,
    values: /[^ ]+/g,
    wholeNumbers: places(FLOW_LOG_NUMBERS),
    words: places(FLOW_LOG_WORDS),
    countsCopiesOnce: true,
  };
}

const RECORDS: Omit<TextLayout, 'values'> = {
  headerLines: 0,
  delimiter: ' ',
  wholeNumbers: [],
  decimals: [],
  words: [],
  countsCopiesOnce: false,
};
