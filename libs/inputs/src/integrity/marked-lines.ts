const LINE_FEED = 0x0a;
/** Bounds for memory where the marker turns out to be a word of the data. */
const MAX_MARKED_LINES = 1000;
const MAX_MARKED_LENGTH = 64 * 1024;

export interface MarkedLines {
  /** To be called with each piece of the text in turn. `isMarked`: whether a marker ends in the piece. */
  readonly add: (piece: Buffer, isMarked: boolean) => void;
  readonly lines: () => string[];
}

/** Finds the distinct lines that hold the marker, also where the borders of pieces cut them. */
export function markedLines(word: string): MarkedLines {
  const marker = Buffer.from(word);
  const found = new Set<string>();
  /** The line that has begun. */
  let cut: Buffer = Buffer.alloc(0);

  const collect = (text: Buffer): void => {
    for (let at = text.indexOf(marker); at !== -1 && found.size < MAX_MARKED_LINES;) {
      const start = text.lastIndexOf(LINE_FEED, at) + 1;
      const next = text.indexOf(LINE_FEED, at);
      const end = next === -1 ? text.length : next;
      found.add(text.toString('utf8', start, end).trimEnd());
      at = text.indexOf(marker, end);
    }
  };
  const add = (piece: Buffer, isMarked: boolean): void => {
    const firstEnd = piece.indexOf(LINE_FEED);
    const lastEnd = piece.lastIndexOf(LINE_FEED);
    if (firstEnd === -1) {
      cut = Buffer.concat([cut, piece]).subarray(0, MAX_MARKED_LENGTH);
      return;
    }
    collect(Buffer.concat([cut, piece.subarray(0, firstEnd)]));
    if (isMarked) collect(piece.subarray(firstEnd + 1, lastEnd));
    cut = Buffer.from(piece.subarray(lastEnd + 1).subarray(0, MAX_MARKED_LENGTH));
  };
  const lines = (): string[] => {
    collect(cut);
    return [...found];
  };
  return { add, lines };
}
