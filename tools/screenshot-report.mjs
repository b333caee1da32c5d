// Takes a picture of a report for the README: node tools/screenshot-report.mjs REPORT.html PICTURE.png
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [report, picture] = process.argv.slice(2);
if (!report || !picture) {
  process.stderr.write('usage: node tools/screenshot-report.mjs REPORT.html PICTURE.png\n');
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 1480 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  await page.goto(pathToFileURL(path.resolve(report)).href);
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
}
