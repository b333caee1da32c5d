/** Escape sequences and other control characters, but not tabs and line ends; and what turns the text direction. */
const UNPRINTABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text of a log or a bill that neither steers a terminal nor reads differently from what it is: characters that do
 * become `�`.
 */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (character) => (character === '\n' || character === '\t' ? character : '�'));
