import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { browserAtHand } from "#scripts/browser-at-hand.ts";

const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page under test, and everything it did that a report must never do. */
export interface OpenPage {
  readonly page: Page;
  /** Console output, uncaught errors, dialogs, and requests for anything but the page itself. */
  readonly problems: readonly string[];
}

/** A running Chromium and a folder of pages that it reads over file://. */
export class Desk {
  readonly #browser: Browser;
  readonly #folder: string;

  constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.#folder = folder;
  }

  /** Saves a page; its file: address is what `open` takes, with or without a fragment. */
  save(name: string, html: string): string {
    const file = join(this.#folder, name);
    writeFileSync(file, html);
    return pathToFileURL(file).href;
  }

  /** Opens an address in a browser profile of its own. */
  async open(address: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const problems: string[] = [];
    const [own] = address.split("#", 1);
    page.on("console", (message) => problems.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on("request", (request) => {
      if (request.url().split("#", 1)[0] !== own) problems.push(`request: ${request.url()}`);
    });
    await page.goto(address);
    return { page, problems };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export async function startDesk(): Promise<Desk> {
  const browser = await chromium.launch({ ...browserAtHand(), args: QUIET });
  return new Desk(browser, mkdtempSync(join(tmpdir(), "eks-conformance-pages-")));
}

/** Ids of the requirements that a reader sees. */
export function shownRequirements(page: Page): Promise<string[]> {
  return page.$$eval(".requirement", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id));
}

/** Ids of the requirements that a search has left, were they in a folded area. */
export function foundRequirements(page: Page): Promise<string[]> {
  return page.$$eval(".requirement", (rows) =>
    rows.filter((row) => row.closest("[hidden]") === null).map((row) => row.id),
  );
}

/** Selector of an element by its id, whatever characters the id holds. */
export function byId(id: string): string {
  return `[id=${JSON.stringify(id)}]`;
}

/** Opens every requirement and case, as a reader who looks at everything would. */
export async function openEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".requirement,.case{content-visibility:visible!important}");
    document.adoptedStyleSheets = [sheet];
  });
}
