import { cidrRange } from '@egress/addresses';

export interface RangeRow {
  readonly range_start: string;
  readonly range_end: string;
}

/** The distinct blocks of a VPC or subnet as ranges of address keys; primary blocks are listed twice by AWS. */
export function rangeRows(blocks: readonly (string | null | undefined)[]): RangeRow[] {
  const distinct = new Set(blocks.filter((block) => block !== null && block !== undefined));
  return [...distinct].map((block) => {
    const { rangeStart, rangeEnd } = cidrRange(block);
    return { range_start: rangeStart, range_end: rangeEnd };
  });
}
