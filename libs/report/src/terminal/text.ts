import wrapAnsi from 'wrap-ansi';
import { printable } from '../printable';

/** Text on one line, without what steers a terminal. */
export const plain = (text: string): string => printable(text).replace(/\s+/g, ' ');

/** Words on lines of at most `width` columns, all behind `indent` spaces; words longer than a line are cut. */
export const paragraph = (text: string, width: number, indent = 2): string =>
  wrapAnsi(text, width - indent, { hard: true })
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`.trimEnd())
    .join('\n');
