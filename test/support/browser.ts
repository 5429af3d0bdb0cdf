import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findBinary } from './find-binary.js';

/** What a page has done that no page of ours may do. */
export interface PageFaults {
  /** Errors that it has thrown or logged, refusals of its policy among them. */
  readonly errors: readonly string[];
  /** Where else than at its own origin it has asked for something. */
  readonly foreign: readonly string[];
}

/** A page of a browser, and what it has done wrong so far. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: PageFaults;
}

/**
 * Opens pages in Chromium while the tests of a group run. Where there is none they are skipped, and fail under CI.
 *
 * @param headers - What every request of a page carries: who is signed in
 */
export function onBrowser(headers: Readonly<Record<string, string>>): (url: string) => Promise<WatchedPage> {
  let browser: Browser | undefined;
  before(async function () {
    const executablePath = await findBinary('chromium');
    if (executablePath !== null) {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      return;
    }
    if (process.env.CI !== undefined)
      throw new Error('CI needs a browser: install the Debian package chromium.');
    console.warn('No browser is installed (Debian: chromium): its tests are skipped.');
    this.skip();
  });
  after(async () => {
    await browser?.close();
  });
  return async (url) => {
    if (browser === undefined) throw new Error('Pages are open only while tests run.');
    const page = await browser.newPage({ extraHTTPHeaders: headers });
    const errors: string[] = [];
    const foreign: string[] = [];
    page.on('pageerror', (error) => void errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (asked.origin !== new URL(url).origin && asked.protocol !== 'data:') foreign.push(request.url());
    });
    await page.goto(url);
    return { page, faults: { errors, foreign } };
  };
}
