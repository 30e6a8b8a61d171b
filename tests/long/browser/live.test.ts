import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import type axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { livePageTools } from "#cli/files/writing/page-tools.ts";
import { systemClock } from "#endpoint/clock.ts";
import { type PageServer, startPageServer } from "#endpoint/live-page/page-server.ts";
import { renderLivePage } from "#reports/html/live/live-page.tsx";
import { type LiveView, SHOWN_EXCHANGES } from "#reports/html/live/live-view.ts";
import { type Desk, startDesk } from "#tests/helpers/browser-desk.ts";
import { HOSTILE_STRINGS } from "#tests/helpers/hostile-strings.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { reportPage } from "#tests/helpers/report-pages.ts";
import { httpServer } from "#tests/helpers/servers/loopback.ts";
import { failing } from "#tests/reports/records.ts";
import { aFinding, anExchange, aView } from "#tests/reports/html/live/live-views.ts";

const { describe, test } = needing("browser");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MARKUP = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;

let desk: Desk;
let server: PageServer;
const shown: { view: LiveView; report: string | undefined } = { view: aView(), report: undefined };
beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(async () => {
  await server?.close(0);
  Object.assign(shown, { view: aView(), report: undefined });
  const tools = livePageTools();
  server = await startPageServer({
    clock: systemClock,
    page: () => renderLivePage(shown.view, tools),
    state: () => JSON.stringify(shown.view),
    report: () => shown.report,
    exchange: () => `GET /clusters\n\n${MARKUP}`,
  });
});
afterAll(async () => {
  await server?.close(0);
  await desk?.close();
});

function show(view: Partial<LiveView>): void {
  shown.view = aView(view);
  server.changed();
}

/** The page, once it hears; what it asks its own server for is no problem. */
async function watch(options: BrowserContextOptions = {}) {
  const { page, problems } = await desk.open(server.url, options);
  await page.getByText("Live: this page changes by itself.").waitFor();
  const isOwn = (problem: string): boolean =>
    problem === `request: ${server.url}events` || problem.startsWith(`request: ${server.url}exchange/`);
  return { page, problems: () => problems.filter((problem) => !isOwn(problem)) };
}

/** Waits for the exchanges with these numbers, in this order, and for no others. */
async function showing(page: Page, wanted: readonly string[]): Promise<void> {
  await expectSoon(page, wanted);
  expect(await numbers(page)).toEqual(wanted);
}

/** The page draws before its next frame. */
function expectSoon(page: Page, wanted: readonly string[]): Promise<unknown> {
  const text = wanted.join(" ");
  return page
    .waitForFunction(
      (rows) =>
        [...document.querySelectorAll(".live tbody td:first-child")].map((one) => one.textContent).join(" ") === rows,
      text,
      { timeout: 5_000 },
    )
    .catch(() => undefined);
}

const numbers = (page: Page): Promise<string[]> =>
  page.$$eval(".live tbody td:first-child", (all) => all.map((one) => one.textContent));

test("what passes comes by itself, newest first, and nothing else is asked for", async () => {
  const { page, problems } = await watch();
  expect(await numbers(page)).toEqual(["2", "1"]);
  show({ exchanges: [...aView().exchanges, anExchange({ number: 3, path: "/clusters/late" })] });
  await page.getByText("/clusters/late").waitFor();
  expect(await numbers(page)).toEqual(["3", "2", "1"]);
  expect(problems()).toEqual([]);
});

describe("filters", () => {
  const exchanges = [
    anExchange({}),
    anExchange({ number: 2, status: 404, operation: "DescribeCluster", path: "/clusters/a" }),
    anExchange({ number: 3, status: undefined, failure: "reset", operation: undefined, path: "/health" }),
    anExchange({ number: 4, verdict: "fail", findings: [aFinding({})] }),
  ];
  const byStatus = { "2xx": 2, "3xx": 0, "4xx": 1, "5xx": 0, none: 1 };

  test("leave what is wanted, stand in the address, and stay when the page is loaded again", async () => {
    show({ exchanges, counts: { ...aView().counts, byStatus } });
    const { page } = await watch();
    await page.selectOption("select", "DescribeCluster");
    await showing(page, ["2"]);
    await page.selectOption("select", "");
    await page.getByRole("button", { name: "with findings" }).click();
    await showing(page, ["4"]);
    await page.getByRole("button", { name: "with findings" }).click();
    await page.getByRole("button", { name: "no answer" }).click();
    await page.getByRole("button", { name: "4xx" }).click();
    await showing(page, ["3", "2"]);
    await page.fill("#search", "HEALTH");
    await showing(page, ["3"]);
    await page.reload();
    await page.getByText("Live: this page").waitFor();
    await showing(page, ["3"]);
    expect(await page.inputValue("#search")).toBe("HEALTH");
  });

  test("are reached by keys", async () => {
    show({ exchanges });
    const { page } = await watch();
    await page.keyboard.press("f");
    await showing(page, ["4"]);
    await page.keyboard.press("Escape");
    await showing(page, ["4", "3", "2", "1"]);
    await page.keyboard.press("/");
    await page.keyboard.type("fp nothing has this");
    await page.getByText("Nothing matches.").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await page.getByText("Paused, with").waitFor();
  });
});

test("a row that is opened has request and answer as text, stays open when more comes, and is a link without a script", async () => {
  const { page, problems } = await watch();
  const row = page.locator(".live tbody tr", { hasText: "GET" }).last();
  await row.getByText("Request and answer").click();
  await row.locator("pre", { hasText: MARKUP }).waitFor();
  show({ exchanges: [...aView().exchanges, anExchange({ number: 3 })] });
  await showing(page, ["3", "2", "1"]);
  expect(await row.locator("pre").isVisible()).toBe(true);
  expect(await page.title()).not.toBe("run");
  expect(problems()).toEqual([]);
  const { page: plain } = await desk.open(server.url, { javaScriptEnabled: false });
  await plain.locator("details.opened summary").last().click();
  await plain.getByRole("link", { name: "as text" }).last().click();
  expect(await plain.locator("body").textContent()).toContain("GET /clusters");
});

test("a pause holds what is shown, and shows all that came when it is over", async () => {
  const { page } = await watch();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("Paused, with 0 newer exchanges.").waitFor();
  show({
    exchanges: [...aView().exchanges, anExchange({ number: 3 })],
    counts: { ...aView().counts, exchanges: 3 },
  });
  await page.getByText("Paused, with 1 newer exchange.").waitFor();
  expect(await numbers(page)).toEqual(["2", "1"]);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator(".live td:first-child", { hasText: "3" }).waitFor();
  expect(await numbers(page)).toEqual(["3", "2", "1"]);
});

test("a page that lost its server says so, and keeps what it has", async () => {
  const { page } = await watch();
  const before = await numbers(page);
  await server.close(0);
  await page.getByText("The proxy does not answer").waitFor();
  expect(await numbers(page)).toEqual(before);
});

test("the end leads to the report, which is there when the server is gone, with its script and without", async () => {
  const { page, problems } = await watch();
  shown.report = reportPage(failing);
  show({ end: { verdict: "non-conformant", answer: "Not conformant", counts: "MUST 9 of 15 met", exitCode: 1 } });
  await server.close(10_000);
  await page.getByText("The command ended with exit code 1.").waitFor();
  const [report] = await Promise.all([page.waitForEvent("popup"), page.getByText("Open the report").click()]);
  await report.getByText("Requirements and evidence").waitFor();
  await report.fill("#search", "no such words");
  expect(await report.isVisible(".empty")).toBe(true);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Not conformant");
  const others = problems().filter((problem) => problem !== `request: ${server.url}report`);
  expect(others.filter((problem) => !problem.startsWith("request: blob:"))).toEqual([]);
});

test("without scripts it is a list of what was there", async () => {
  const { page, problems } = await desk.open(server.url, { javaScriptEnabled: false });
  expect(await page.locator("noscript a").isVisible()).toBe(true);
  expect(await page.locator(".live tbody tr").count()).toBe(2);
  expect(await page.isVisible(".tools")).toBe(false);
  expect(problems).toEqual([]);
});

test("hostile texts run nothing, load nothing and stick out nowhere", async () => {
  const { page, problems } = await watch({ viewport: { width: 360, height: 800 } });
  const texts = [MARKUP, "x".repeat(300), ...HOSTILE_STRINGS];
  show({
    contract: MARKUP,
    exchanges: texts.map((text, at) =>
      anExchange({
        number: at + 1,
        path: text,
        operation: text,
        failure: text,
        status: undefined,
        verdict: "fail",
        findings: [aFinding({ requirement: text, title: text, expected: text, received: text })],
      }),
    ),
    causes: texts.map((text, at) => ({
      id: `${at}`,
      level: "MUST",
      title: text,
      mend: text,
      requirements: 1,
      sent: text,
      expected: text,
      received: text,
    })),
  });
  await page
    .locator(".live td:first-child", { hasText: String(texts.length) })
    .first()
    .waitFor();
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await page.locator("img, iframe, object, embed, link, form, base").count()).toBe(0);
  expect(await page.locator("script").count()).toBe(1);
  expect(await page.title()).not.toBe("run");
  expect(problems()).toEqual([]);
});

test("no text can become elements, even where a script tried", async () => {
  const { page } = await watch();
  const tried = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<b>x</b>";
      return "done";
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(tried).toBe("TypeError");
});

describe("a page of another origin", () => {
  const open = async () =>
    (await desk.open(await httpServer((_request, response) => void response.end("<h1>other</h1>")))).page;

  test("reads nothing of it", async () => {
    const page = await open();
    const got = await page.evaluate(
      (url) =>
        Promise.all(
          [url, `${url}events`, `${url}report`].map((each) =>
            fetch(each).then(
              () => "read",
              () => "refused",
            ),
          ),
        ),
      server.url,
    );
    expect(got).toEqual(["refused", "refused", "refused"]);
  });

  test("neither frames it nor opens it", async () => {
    const page = await open();
    await page.evaluate((url) => {
      const frame = document.createElement("iframe");
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => (frame.onload = resolve));
    }, server.url);
    expect(await page.frames()[1]?.locator(".live").count()).toBe(0);
    await page.evaluate((url) => void (location.href = url), server.url);
    await page.getByText("a page of another origin asked for this").waitFor();
  });
});

describe("axe finds nothing", () => {
  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const)("%s, %i pixels wide", async (colorScheme, width) => {
    const { page } = await watch({ colorScheme, viewport: { width, height: 900 } });
    const exchanges = Array.from({ length: 12 }, (_, at) =>
      anExchange({
        number: at + 1,
        status: [200, 404, 500, undefined][at % 4],
        verdict: (["pass", "warn", "fail", undefined] as const)[at % 4],
        findings: at % 4 === 2 ? [aFinding({ isKnown: true })] : [],
      }),
    );
    show({ exchanges, counts: { ...aView().counts, byStatus: { "2xx": 3, "3xx": 1, "4xx": 3, "5xx": 3, none: 3 } } });
    await page.locator(".live td:first-child", { hasText: "12" }).waitFor();
    await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
    await page.evaluate(AXE);
    const found = await page.evaluate(async (values) => {
      const { axe: tool } = globalThis as unknown as { axe: typeof axe };
      const { violations, passes } = await tool.run(document, { runOnly: { type: "tag", values } });
      return {
        violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
        passes: passes.length,
      };
    }, RULES);
    expect(found.violations).toEqual([]);
    expect(found.passes).toBeGreaterThan(10);
  });
});

test("a full page stays usable while it changes", async () => {
  const full = (from: number) => Array.from({ length: SHOWN_EXCHANGES }, (_, at) => anExchange({ number: from + at }));
  show({ exchanges: full(1) });
  const { page, problems } = await watch();
  for (let from = 2; from < 40; from += 1) show({ exchanges: full(from) });
  await page.locator(".live td:first-child", { hasText: String(SHOWN_EXCHANGES + 38) }).waitFor();
  expect((await numbers(page)).length).toBe(SHOWN_EXCHANGES);
  expect(problems()).toEqual([]);
});
