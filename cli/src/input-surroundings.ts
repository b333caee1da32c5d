import { dataFolder } from './data-folder';
import type { Progress } from './progress';

/** What every command hands over that reads logs and bills: the user's data folder, and stderr for progress and warnings. */
export function inputSurroundings(progress: Progress) {
  return {
    dataFolder: dataFolder(),
    onProgress: progress.update,
    onWarning: (message: string): void => {
      process.stderr.write(`warning: ${message}\n`);
    },
  };
}
