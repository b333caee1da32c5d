const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

/** Gives a run of jest a folder of its own for temporary files, and takes it away with all that tests left there. */
module.exports = function makeTemporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'egress-jest-'));
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
};
