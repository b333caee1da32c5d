import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderDetectionHtml, renderHtml } from '@egress/report';
import { emptyDocument } from '@egress/report/testing/empty-document';
import { sampleDetection } from '@egress/report/testing/sample-detection';
import { sampleDocument } from '@egress/report/testing/sample-document';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from './chromium';

const executablePath = findChromium();
if (executablePath === undefined) {
  console.warn(
    'SKIPPED: the browser tests of the report, because no Chromium was found. ' +
      "'apt-get install chromium' brings it, or set CHROMIUM_PATH.",
  );
}

const PHONE = { viewport: { width: 360, height: 740 } };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

(executablePath === undefined ? describe.skip : describe)('report.html in Chromium', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-report-'));
    writeFileSync(path.join(folder, 'sample.html'), renderHtml(sampleDocument(), sampleDetection()));
    writeFileSync(path.join(folder, 'anomalies.html'), renderDetectionHtml(sampleDetection()));
    writeFileSync(path.join(folder, 'empty.html'), renderHtml(emptyDocument()));
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  /** Opens the report and keeps what must stay empty: complaints of the console and requests for anything else. */
  async function open(options: BrowserContextOptions = DESKTOP, name = 'sample.html') {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    const address = pathToFileURL(path.join(folder, name)).href;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url());
    });
    await page.goto(address);
    return { page, complaints, requests };
  }

  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  const openAllDetails = (page: Page): Promise<void> =>
    page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

  /** What has the focus after each of `presses` of the Tab key: its visible text or its label. */
  async function tabThrough(page: Page, presses: number): Promise<string[]> {
    const stops: string[] = [];
    for (let press = 0; press < presses; press++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const focused = document.activeElement;
          return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
        }),
      );
    }
    return stops;
  }

  it.each(['sample.html', 'anomalies.html', 'empty.html'])(
    'opens %s without a request or a complaint',
    async (name) => {
      const { complaints, requests } = await open(DESKTOP, name);
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    },
  );

  it('leaves hostile names of logs inert', async () => {
    const { page } = await open();
    await openAllDetails(page);
    expect(await page.title()).toBe('Egress cost report');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
  });

  it.each([
    ['folded', false],
    ['unfolded', true],
  ])('fits a phone without sideways scrolling, %s', async (_state, unfold) => {
    const { page } = await open(PHONE);
    if (unfold) await openAllDetails(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it('draws one diagram of the paths, the one for the width of the screen', async () => {
    for (const [options, variant] of [
      [DESKTOP, 'wide'],
      [PHONE, 'narrow'],
    ] as const) {
      const { page } = await open(options);
      const visible = page.locator('.sankey:visible');
      expect(await visible.count()).toBe(1);
      expect(await visible.getAttribute('class')).toContain(variant);
      expect(await visible.locator('.ribbons path').count()).toBeGreaterThan(15);
    }
  });

  it('shows every class that costs something in the trend', async () => {
    const { page } = await open();
    expect(await page.locator('#trend .trend path').count()).toBe(9);
    expect(await page.locator('#trend .trend').getAttribute('aria-label')).toContain('the highest is');
  });

  it('marks the anomalous hours over the band of what is usual', async () => {
    const { page } = await open();
    const chart = page.locator('#anomalies .band-chart').first();
    expect(await chart.getAttribute('aria-label')).toContain('10 of 96 hours are above');
    expect((await chart.locator('.marked').boundingBox())?.height).toBeGreaterThan(100);
    expect(await chart.locator('.hover').count()).toBe(96);
  });

  it('is dark where the system is dark', async () => {
    const background = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      const { page } = await open({ ...DESKTOP, colorScheme });
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    };
    expect(await background('light')).toBe('rgb(244, 246, 248)');
    expect(await background('dark')).toBe('rgb(13, 18, 23)');
  });

  it('is reached by keyboard: skip link, sections, diagram, findings, sorting', async () => {
    const { page } = await open();
    const stops = await tabThrough(page, 150);
    expect(stops[0]).toBe('Skip to the report');
    expect(stops).toEqual(
      expect.arrayContaining([
        'Where the dollars go',
        'Skip the diagram',
        expect.stringMatching(/^api-gateway → NAT processing: \$/),
        expect.stringContaining('vpc-0a1b2c3d sends 28,536 GB'),
        'Copy the AWS CLI of this fix',
        'Per month',
        'What the classes mean',
      ]),
    );
  });

  it('shows where the focus is', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    const link = page.locator('.skip').first();
    expect((await link.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    expect(await link.evaluate((element) => getComputedStyle(element).outlineWidth)).toBe('3px');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });

  it('sorts by the amounts behind the text, by keyboard, both ways', async () => {
    const { page } = await open();
    const heading = page.locator('#classes thead th', { hasText: 'Traffic' });
    const amounts = async (): Promise<number[]> => {
      await page.keyboard.press('Enter');
      const cells = page.locator('#classes tbody td:nth-child(2)');
      return cells.evaluateAll((all) => all.map((cell) => Number((cell as HTMLElement).dataset.value)));
    };
    await heading.locator('button').focus();
    const descending = await amounts();
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(descending).toEqual([...descending].sort((a, b) => b - a));
    expect(await amounts()).toEqual([...descending].reverse());
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
  });

  it('unfolds a long table on demand', async () => {
    const { page } = await open();
    const rows = page.locator('#talkers tbody tr:visible');
    expect(await rows.count()).toBe(10);
    await page.getByRole('button', { name: 'Show all 50' }).click();
    expect(await rows.count()).toBe(50);
  });

  it('copies a fix as it is', async () => {
    const { page } = await open({ ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] });
    const button = page.locator('button.copy').first();
    await button.click();
    await page.waitForFunction(() => document.querySelector('button.copy')?.textContent !== 'Copy');
    expect(await button.textContent()).toBe('Copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(sampleDocument().findings[0]?.fix.awsCli);
  });

  it('shows everything without its script, and no button that does nothing', async () => {
    const { page } = await open({ ...DESKTOP, javaScriptEnabled: false });
    expect(await page.locator('#talkers tbody tr:visible').count()).toBe(50);
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.locator('.sankey:visible').count()).toBe(1);
  });

  it('prints all rows and no controls', async () => {
    const { page } = await open();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#talkers tbody tr:visible').count()).toBe(50);
    expect(await page.locator('nav:visible, .copy:visible, .fold:visible').count()).toBe(0);
  });

  it.each([
    ['light, desktop', { ...DESKTOP, colorScheme: 'light' }],
    ['dark, desktop', { ...DESKTOP, colorScheme: 'dark' }],
    ['light, phone', { ...PHONE, colorScheme: 'light' }],
    ['dark, phone', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('has no accessibility violation that axe finds: %s', async (_name, options) => {
    // The page's own policy would refuse axe's script as well.
    const { page } = await open({ ...options, bypassCSP: true });
    await openAllDetails(page);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const results = await inPage.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return results.violations.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
  });
});
