import { COUNT_TEXT_WASM } from './count-text.wasm';

/** What occurs in a text. */
export interface TextCounts {
  readonly lineFeeds: number;
  readonly carriageReturns: number;
  /** Line feeds after a carriage return. */
  readonly crLf: number;
  /** Line feeds with nothing but perhaps a carriage return since the one before. */
  readonly emptyLines: number;
  /** Delimiters that follow one. */
  readonly emptyFields: number;
  readonly markers: number;
}

export interface CountedSyntax {
  /** One ASCII character. @default empty fields are not counted */
  readonly delimiter?: string;
  /** At most 64 bytes. */
  readonly marker: string;
}

export interface TextCounter {
  /** To be called with each piece of the text in turn; what their borders cut counts too. */
  readonly add: (bytes: Uint8Array) => void;
  /** Of all so far. */
  readonly counts: () => TextCounts;
}

/**
 * Counts through a text. In WebAssembly (`assembly/`): looking for each line feed and each blank with `Buffer.indexOf` took
 * longer than to decompress the text.
 */
export function textCounter({ delimiter, marker }: CountedSyntax): TextCounter {
  const { memory, count, pieceAt, markerAt, countsAt, PIECE_BYTES, CARRIED_BYTES } = (assembly ??= load());
  const pieceBytes = PIECE_BYTES.value;
  const start = pieceAt();
  const delimiterByte = delimiter?.charCodeAt(0) ?? 0;
  const markerBytes = Buffer.from(marker);
  const sums = new Float64Array(6);
  // A text begins where a line does.
  const carried = Buffer.alloc(CARRIED_BYTES.value, '\n');

  const add = (bytes: Uint8Array): void => {
    // Other texts are counted in between.
    const place = new Uint8Array(memory.buffer);
    place.set(markerBytes, markerAt());
    place.set(carried, start - carried.length);
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      const piece = bytes.subarray(from, from + pieceBytes);
      place.set(piece, start);
      count(piece.length, delimiterByte, markerBytes.length);
      new Uint32Array(memory.buffer, countsAt(), sums.length).forEach(
        (n, i) => (sums[i] = (sums[i] ?? 0) + n),
      );
      const end = start + piece.length;
      place.copyWithin(start - carried.length, end - carried.length, end);
    }
    carried.set(place.subarray(start - carried.length, start));
  };
  const counts = (): TextCounts => {
    const [lineFeeds = 0, carriageReturns = 0, crLf = 0, emptyLines = 0, emptyFields = 0, markers = 0] = sums;
    return { lineFeeds, carriageReturns, crLf, emptyLines, emptyFields, markers };
  };
  return { add, counts };
}

/** What `assembly/` exports. */
interface Assembly {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly count: (bytes: number, delimiter: number, markerBytes: number) => void;
  readonly pieceAt: () => number;
  readonly markerAt: () => number;
  readonly countsAt: () => number;
  readonly PIECE_BYTES: { readonly value: number };
  readonly CARRIED_BYTES: { readonly value: number };
}

/** What is used of it: the types of Node.js have none, those of browsers would come with all of the browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

let assembly: Assembly | undefined;

function load(): Assembly {
  const module = new WebAssembly.Module(Buffer.from(COUNT_TEXT_WASM, 'base64'));
  return new WebAssembly.Instance(module).exports as Assembly;
}
