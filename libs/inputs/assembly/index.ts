/** Counts what the survey of a text asks for (see src/integrity/count-text.ts), 16 bytes at a time. */

const LINE_FEED: u8 = 0x0a;
const CARRIAGE_RETURN: u8 = 0x0d;
const VECTOR: usize = 16;
const PAGE: usize = 65_536;

/** At most so many bytes at once: a piece that stays in the processor's cache. */
export const PIECE_BYTES: i32 = 262_144;
/** Before a piece lie the last bytes of the one before: what their border cuts is found too. */
export const CARRIED_BYTES: i32 = 64;

const MARKER: usize = (__heap_base + VECTOR - 1) & ~(VECTOR - 1);
const COUNTS: usize = MARKER + CARRIED_BYTES;
const PIECE: usize = COUNTS + 64 + CARRIED_BYTES;

export function markerAt(): usize {
  return MARKER;
}
/** Six numbers of 32 bits: line feeds, carriage returns, line feeds after one, empty lines, empty fields, markers. */
export function countsAt(): usize {
  return COUNTS;
}
export function pieceAt(): usize {
  const pages = i32((PIECE + PIECE_BYTES + VECTOR + PAGE - 1) / PAGE) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  return PIECE;
}

/**
 * Counts in the first bytes of the piece. `delimiter`: the byte of which two in a row make an empty field; 0: none. The
 * marker has at least one byte, and at most as many as are carried.
 */
export function count(bytes: i32, delimiter: i32, markerBytes: i32): void {
  let lineFeeds = 0;
  let carriageReturns = 0;
  let crLf = 0;
  let emptyLines = 0;
  let emptyFields = 0;
  let markers = 0;

  const end = PIECE + bytes;
  // No byte of a text that is looked for is 0, but for a delimiter that there is none of.
  memory.fill(end, 0, VECTOR);
  const lineFeed = i8x16.splat(LINE_FEED);
  const carriageReturn = i8x16.splat(CARRIAGE_RETURN);
  const delimiters = i8x16.splat(u8(delimiter));
  const first = i8x16.splat(load<u8>(MARKER));
  const last = i8x16.splat(load<u8>(MARKER + markerBytes - 1));
  const back = usize(markerBytes) - 1;

  for (let at = PIECE; at < end; at += VECTOR) {
    const here = v128.load(at);
    let ends = i8x16.bitmask(i8x16.eq(here, lineFeed));
    while (ends !== 0) {
      const place = at + ctz(ends);
      const before = load<u8>(place - 1);
      lineFeeds++;
      if (before === CARRIAGE_RETURN) crLf++;
      if (before === LINE_FEED || (before === CARRIAGE_RETURN && load<u8>(place - 2) === LINE_FEED))
        emptyLines++;
      ends &= ends - 1;
    }
    carriageReturns += popcnt(i8x16.bitmask(i8x16.eq(here, carriageReturn)));
    if (delimiter !== 0) {
      const pairs = v128.and(i8x16.eq(here, delimiters), i8x16.eq(v128.load(at - 1), delimiters));
      emptyFields += popcnt(i8x16.bitmask(pairs));
    }
    let candidates = i8x16.bitmask(v128.and(i8x16.eq(here, last), i8x16.eq(v128.load(at - back), first)));
    while (candidates !== 0) {
      const start = at + ctz(candidates) - back;
      if (memory.compare(start, MARKER, markerBytes) === 0) markers++;
      candidates &= candidates - 1;
    }
  }
  store<i32>(COUNTS, lineFeeds, 0);
  store<i32>(COUNTS, carriageReturns, 4);
  store<i32>(COUNTS, crLf, 8);
  store<i32>(COUNTS, emptyLines, 12);
  store<i32>(COUNTS, emptyFields, 16);
  store<i32>(COUNTS, markers, 20);
}
