/** Addresses are handed out once, upwards: what a forest no longer needs waits in a list of its own for the next use. */
let end: usize = __heap_base;

const PAGE: usize = 65_536;

/** Zeroed memory, aligned for vectors. Traps when the 4 GB of a module are used up. */
export function reserve(bytes: usize, alignment: usize = 16): usize {
  const start = (end + alignment - 1) & ~(alignment - 1);
  end = start + bytes;
  if (end < start) unreachable();
  const pages = i32((end + PAGE - 1) / PAGE) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  return start;
}
