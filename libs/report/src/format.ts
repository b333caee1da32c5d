import { type AnalysisDocument, BYTES_PER_GB } from '@egress/contracts';

const number = (fractionDigits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
const WHOLE = number(0);
const CENTS = number(2);
const FOUR_DIGITS = number(4);
const TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** Sums of prices leave residues of floating point; below a millionth of a dollar there is no money. */
const NO_MONEY = 1e-6;

/** `$1,234.56`; below a cent four digits (`$0.0012`), so that a small cost never reads as none. */
export function formatUsd(usd: number): string {
  const amount = Math.abs(usd);
  if (amount < NO_MONEY) return '$0.00';
  const sign = usd < 0 ? '-' : '';
  if (amount < 0.0001) return `${sign}<$0.0001`;
  return `${sign}$${(amount < 0.01 ? FOUR_DIGITS : CENTS).format(amount)}`;
}

/** A price per GB to four digits, which is what AWS lists: `$0.0450`. */
export const formatRate = (usdPerGb: number): string =>
  usdPerGb === 0 ? 'free' : `$${FOUR_DIGITS.format(usdPerGb)}`;

/** Bytes as AWS bills them: GB of 2^30 bytes. Two digits below 1,000 GB, none above. */
export function formatGb(bytes: number): string {
  const gb = Math.abs(bytes) / BYTES_PER_GB;
  if (gb === 0) return '0 GB';
  const sign = bytes < 0 ? '-' : '';
  if (gb < 0.01) return `${sign}<0.01 GB`;
  return `${sign}${(gb < 1000 ? CENTS : WHOLE).format(gb)} GB`;
}

export const formatCount = (count: number): string => WHOLE.format(count);

/** A share between 0 and 1 as percent; `–` where there is no whole to have a share of. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  return percent > 0 && percent < 0.1 ? '<0.1%' : `${percent.toFixed(1)}%`;
}

/** `168 h`; a window may begin or end within an hour. */
export const formatHours = (hours: number): string =>
  `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(hours)} h`;

/** `168 h`, or `48 of 456 h` where the inputs have gaps. */
export const formatCoverage = ({ hours, coveredHours }: AnalysisDocument['window']): string =>
  hours - coveredHours < 0.05
    ? formatHours(hours)
    : `${formatHours(coveredHours).replace(/ h$/, '')} of ${formatHours(hours)}`;

/** `14 Nov 2026, 00:00` in UTC; text that is no time is shown as it is. */
export function formatTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : TIME.format(time);
}

/** `14 Nov 2026, 00:00 to 21 Nov 2026, 00:00 UTC (168 h)`; null where there is no window. */
export function formatWindow(window: AnalysisDocument['reconciledWindow']): string | null {
  if (!window?.start || !window.end) return null;
  return `${formatTime(window.start)} to ${formatTime(window.end)} UTC (${formatCoverage(window)})`;
}

/** `3 findings`, `1 finding`. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** At most `length` characters: the middle goes, since names differ at their ends. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  const tail = length - 1 - head;
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
