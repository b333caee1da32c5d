/** The column names in the first line of a CSV file, in order and without their quotes. */
export function csvHeader(line: string): string[] {
  const names = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(names, ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim());
}
