import type { AnalysisDocument } from '@egress/contracts';
import { type Terminal } from './block';
import { coloursFor } from './colours';
import { classesBlock, crossAzPairsBlock, reconciliationBlock, talkersBlock } from './tables';
import { findingsBlock } from './findings';
import { headerBlock } from './header';
import { qualityBlock } from './quality';

export interface TerminalOptions {
  /** No line is wider, down to 60. @default 80 */
  readonly columns?: number;
  /** Whether the output may carry ANSI colours: for terminals that want them, not for pipes. @default false */
  readonly colours?: boolean;
}

const MIN_COLUMNS = 60;

const BLOCKS: readonly ((doc: AnalysisDocument, terminal: Terminal) => string)[] = [
  headerBlock,
  classesBlock,
  talkersBlock,
  crossAzPairsBlock,
  findingsBlock,
  reconciliationBlock,
  qualityBlock,
];

/** The document as tables for a terminal, dearest first, the long ones cut with a note of how many rows are left. */
export function renderTerminal(doc: AnalysisDocument, options: TerminalOptions = {}): string {
  const terminal = {
    columns: Math.max(MIN_COLUMNS, options.columns ?? 80),
    colours: coloursFor(options.colours ?? false),
  };
  const blocks = BLOCKS.map((block) => block(doc, terminal)).filter((block) => block !== '');
  return `${blocks.join('\n\n')}\n`;
}
