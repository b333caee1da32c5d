import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium to test with: `CHROMIUM_PATH`, else the first one in `PATH`; undefined when there is none. A
 * `CHROMIUM_PATH` that leads nowhere is an error, since whoever set it wants the tests to run.
 */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH !== undefined && CHROMIUM_PATH !== '') {
    if (!existsSync(CHROMIUM_PATH))
      throw new Error(`CHROMIUM_PATH is ${CHROMIUM_PATH}, which does not exist.`);
    return CHROMIUM_PATH;
  }
  const folders = PATH.split(path.delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
