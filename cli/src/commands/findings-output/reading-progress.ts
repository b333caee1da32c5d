/** Counts the items that were read on stderr, as nobody knows beforehand how many there are; silent where it is no terminal. */
export function readingProgress() {
  let isShown = false;
  return {
    update: (items: number) => {
      if (!process.stderr.isTTY) return;
      isShown = true;
      process.stderr.write(`\r${items} items read`);
    },
    stop: () => {
      if (isShown) process.stderr.write('\r\x1b[K');
    },
  };
}
