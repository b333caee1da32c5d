import { stripVTControlCharacters } from 'node:util';

/** Control characters, and those that turn the direction of text or take no room: names and tags may hold any of them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** Those of them that JSON does not escape by itself. */
const UNESCAPED = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

/**
 * The same value with every text on one line that a terminal prints as it is. What comes from AWS is others' text: none of it
 * may move the cursor, hide or colour anything, or pass for a line of ours.
 */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return lineOf(value) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [lineOf(name), printable(each)]),
  ) as T;
}

/** A JSON document that holds exactly the given texts, and is safe to print. */
export function jsonText(document: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const json = JSON.stringify(document, null, 2);
  return `${json.replace(UNESCAPED, (character) => character.split('').map(escaped).join(''))}\n`;
}

function lineOf(text: string): string {
  return stripVTControlCharacters(text).replace(UNPRINTABLE, ' ').trim();
}
