import { afterAll, afterEach, beforeAll, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { diffRecords } from "#reports/diff/diff.ts";
import { gridState } from "#reports/model/grid/grid-state.ts";
import { aKillMatrix, hostileKillMatrix } from "#tests/reports/kill-matrices.ts";
import { conformant, failing, hostile, notImplemented } from "#tests/reports/records.ts";
import {
  byId,
  type Desk,
  foundRequirements,
  openEverything,
  type OpenPage,
  shownRequirements,
  startDesk,
} from "#tests/helpers/browser-desk.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { diffPage, killMatrixPage, matrixPage, reportPage, sitePage } from "#tests/helpers/report-pages.ts";

const { describe, test } = needing("browser");

const ECHO = "register.response.echo";
const ECHO_CASE = `${ECHO}/random-31`;
const TAG_KEYS = "register.tags.keys.max-length";
const ALL = failing.requirements.map(({ id }) => id);

let desk: Desk;
let report: string;
let matrix: string;
let opened: OpenPage[] = [];

beforeAll(async () => {
  desk = await startDesk();
  report = desk.save("report.html", reportPage(failing));
  matrix = desk.save("matrix.html", matrixPage([conformant, failing, notImplemented]));
});
afterAll(() => desk?.close());
afterEach(async () => {
  for (const { page, problems } of opened) {
    expect(problems).toEqual([]);
    await page.context().close();
  }
  opened = [];
});

async function open(address = report, options?: Parameters<Desk["open"]>[1]): Promise<Page> {
  const one = await desk.open(address, options);
  opened.push(one);
  return one.page;
}

const isOpen = (page: Page, id: string) => page.$eval(byId(id), (one) => (one as HTMLDetailsElement).open);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.parentElement?.id);
const query = (page: Page) => page.inputValue("#search");
const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset["theme"]);
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe("deep links", () => {
  test.each([
    ["as they are", `#${ECHO_CASE}`],
    ["percent-encoded", `#${encodeURIComponent(ECHO_CASE)}`],
  ])("open a case and what holds it, %s", async (_, hash) => {
    const page = await open(report + hash);
    expect(await isOpen(page, ECHO_CASE)).toBe(true);
    expect(await isOpen(page, ECHO)).toBe(true);
    expect(await focused(page)).toBe(ECHO_CASE);
  });

  test("open the case that a root cause names", async () => {
    const page = await open();
    const link = `a[href="#${encodeURIComponent(ECHO_CASE)}"]`;
    await page.click(`.cause:has(${link}) > summary`);
    await page.locator(`.causes ${link}`).first().click();
    await page.waitForFunction((id) => document.activeElement?.parentElement?.id === id, ECHO_CASE);
    expect(await isOpen(page, ECHO)).toBe(true);
  });

  test("clear a search that hides their target", async () => {
    const page = await open(`${report}#?q=verdict:warn`);
    await page.evaluate((id) => (location.hash = encodeURIComponent(id)), ECHO_CASE);
    await page.waitForFunction((id) => document.activeElement?.parentElement?.id === id, ECHO_CASE);
    expect(await query(page)).toBe("");
  });
});

describe("search", () => {
  const mustFails = failing.requirements.filter(({ level, verdict }) => level === "MUST" && verdict === "fail");

  test("is read from the address", async () => {
    const page = await open(`${report}#?q=verdict%3Afail%20level%3Amust`);
    expect(await query(page)).toBe("verdict:fail level:must");
    expect((await shownRequirements(page)).sort()).toEqual(mustFails.map(({ id }) => id).sort());
    expect(await page.textContent(".found")).toBe(`${mustFails.length} of ${ALL.length}`);
  });

  test("is kept in the address, over a reload", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await page.keyboard.type(`"tag key"`);
    expect(await shownRequirements(page)).toEqual([TAG_KEYS]);
    expect(new URL(page.url()).hash).toBe("#?q=%22tag%20key%22");
    await page.reload();
    expect(await shownRequirements(page)).toEqual([TAG_KEYS]);
  });

  test("looks into evidence, and takes words out with an exclamation mark", async () => {
    const page = await open();
    await page.fill("#search", "Too Many Requests");
    expect(await shownRequirements(page)).toEqual([ECHO]);
    await page.fill("#search", "!verdict:pass !verdict:fail");
    const others = failing.requirements.filter(({ verdict }) => verdict !== "pass" && verdict !== "fail");
    expect((await shownRequirements(page)).sort()).toEqual(others.map(({ id }) => id).sort());
  });

  test("says so when nothing matches, and offers the way back", async () => {
    const page = await open();
    await page.fill("#search", "no such words");
    expect(await shownRequirements(page)).toEqual([]);
    await page.click(".empty button");
    expect(await foundRequirements(page)).toHaveLength(ALL.length);
  });

  test("buttons put a state in and take it out", async () => {
    const page = await open();
    const button = page.locator("button[data-term='state:not-met']");
    await button.click();
    const unmet = failing.requirements.filter((one) => gridState(one) === "not-met");
    expect((await shownRequirements(page)).sort()).toEqual(unmet.map(({ id }) => id).sort());
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await button.click();
    expect(await foundRequirements(page)).toHaveLength(ALL.length);
    expect(await button.getAttribute("aria-pressed")).toBe("false");
  });

  test("unfolds the areas of what it finds, and folds them again without it, but for those that the reader opened", async () => {
    const page = await open();
    const areas = () => page.$$eval(".area", (all) => all.map((one) => (one as HTMLDetailsElement).open));
    await page.click(".area >> nth=1 >> summary >> nth=0");
    const before = await areas();
    expect(before.filter(Boolean)).toHaveLength(1);
    await page.fill("#search", "verdict:fail");
    expect(await shownRequirements(page)).toEqual(await foundRequirements(page));
    await page.fill("#search", "");
    expect(await areas()).toEqual(before);
  });

  test("cells of the grid narrow it, and going back widens it", async () => {
    const page = await open();
    await page.locator("tbody td.bad:nth-of-type(n + 2) a").first().click();
    await page.waitForFunction(() => location.hash.startsWith("#?q="));
    expect(await query(page)).toBe(`operation:"RegisterCluster" area:input-constraints`);
    const cell = failing.requirements.filter(
      ({ area, operation }) => area === "input-constraints" && operation === "RegisterCluster",
    );
    expect((await shownRequirements(page)).sort()).toEqual(cell.map(({ id }) => id).sort());
    await page.goBack();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#search")?.value === "");
    expect(await foundRequirements(page)).toHaveLength(ALL.length);
  });

  test("what stands below the grid narrows it to what stands so", async () => {
    const page = await open();
    await page.click(".states .s-not-met a");
    await page.waitForFunction(() => location.hash.startsWith("#?q="));
    const shown = await shownRequirements(page);
    expect(shown).toEqual(expect.arrayContaining(mustFails.map(({ id }) => id)));
    expect(shown).not.toContain("register.route");
  });

  test("finds where targets disagree, on the matrix", async () => {
    const page = await open(matrix);
    const differing = await shownRequirements(page);
    expect(differing).toContain("register.route");
    expect(differing.length).toBeLessThan(await page.locator(".requirement").count());
    await page.click("button[data-term='targets:differ']");
    expect(await shownRequirements(page)).toEqual(differing);
  });
});

describe("the keyboard", () => {
  test("walks, opens, searches and clears", async () => {
    const page = await open();
    const inside = () => page.evaluate(() => document.activeElement?.parentElement?.className);
    await page.keyboard.press("j");
    expect(await inside()).toBe("cause");
    while ((await inside()) !== "area") await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    for (const key of ["j", "j"]) await page.keyboard.press(key);
    expect(await focused(page)).toBe(ALL[1]);
    await page.keyboard.press("Enter");
    expect(await isOpen(page, ALL[1] ?? "")).toBe(true);
    await page.keyboard.press("k");
    expect(await focused(page)).toBe(ALL[0]);
    await page.keyboard.press("/");
    await page.keyboard.type("tag key");
    await page.keyboard.press("Escape");
    expect(await query(page)).toBe("");
    expect(await foundRequirements(page)).toHaveLength(ALL.length);
  });
});

describe("causes", () => {
  const causes = (page: Page) =>
    page.$$eval(".cause", (all) => all.map((one) => ({ id: one.id, open: (one as HTMLDetailsElement).open })));
  const opened = async (page: Page) => (await causes(page)).filter((one) => one.open).map(({ id }) => id);

  test("stand in a line each, the first open", async () => {
    const page = await open();
    const all = await causes(page);
    expect(all.length).toBeGreaterThan(3);
    expect(await opened(page)).toEqual([all[0]?.id]);
  });

  test.each([true, false])("one that the address names is open (JavaScript: %s)", async (javaScriptEnabled) => {
    const page = await open();
    const { id } = (await causes(page))[2] ?? { id: "" };
    const again = await open(`${report}#${encodeURIComponent(id)}`, { javaScriptEnabled });
    if (javaScriptEnabled) expect(await opened(again)).toContain(id);
    else expect(await again.isVisible(`${byId(id)} > summary`)).toBe(true);
  });

  test("the address keeps the one that was opened last, and the search beside it", async () => {
    const page = await open();
    const { id } = (await causes(page))[1] ?? { id: "" };
    await page.click(`${byId(id)} > summary`);
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(`#${id}`);
    await page.fill("#search", "verdict:fail");
    await page.click(`${byId(id)} > summary`);
    await page.click(`${byId(id)} > summary`);
    await page.reload();
    expect(await opened(page)).toContain(id);
    expect(await query(page)).toBe("verdict:fail");
  });
});

test("Copy puts the line itself on the clipboard", async () => {
  const page = await open(`${report}#${ECHO_CASE}`, { permissions: ["clipboard-read", "clipboard-write"] });
  await page
    .locator(`${byId(ECHO_CASE)} .copy`)
    .first()
    .click();
  await page.getByText("Copied").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`npx --no eks-conformance replay run.json --case ${ECHO_CASE}`);
});

describe("the theme", () => {
  test.each(["light", "dark"] as const)("follows a %s system until the reader chooses, and stays", async (scheme) => {
    const page = await open(report, { colorScheme: scheme });
    const before = await background(page);
    await page.click(".theme");
    const chosen = scheme === "light" ? "dark" : "light";
    expect(await theme(page)).toBe(chosen);
    expect(await background(page)).not.toBe(before);
    await page.reload();
    expect(await theme(page)).toBe(chosen);
  });
});

describe("on paper and without JavaScript", () => {
  const evidence = `${byId(ECHO)} .exchange`;

  test("a link leads into a folded area, without JavaScript too", async () => {
    const page = await open(report, { javaScriptEnabled: false });
    await page.locator("tbody td.bad:nth-of-type(n + 2) a").first().click();
    expect(await page.isVisible(`${byId(TAG_KEYS)} > summary`)).toBe(true);
  });

  test.each([true, false])("print has a line of each requirement, and no evidence (JavaScript: %s)", async (script) => {
    const page = await open(report, { javaScriptEnabled: script });
    await page.emulateMedia({ media: "print" });
    expect(await page.isVisible(`${byId(ECHO)} > summary`)).toBe(true);
    expect(await page.locator(evidence).first().isVisible()).toBe(false);
    expect(await page.isVisible("#search")).toBe(false);
  });

  test("printing unfolds causes and areas alone, folds them again, and takes fewer than 30 sheets", async () => {
    const page = await open();
    const folds = () => page.locator("details:not([open])").count();
    const unfolded = ":is(.more, .cause, .area):not([open])";
    const [before, further] = [await folds(), await page.locator(unfolded).count()];
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await folds()).toBe(before - further);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await folds()).toBe(before);
    const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets.length).toBeLessThan(30);
  });

  test("without JavaScript requirements open, and no control stands there that does nothing", async () => {
    const page = await open(report, { javaScriptEnabled: false });
    expect(await page.isVisible("h1")).toBe(true);
    for (const control of ["#search", ".theme"]) expect(await page.isVisible(control)).toBe(false);
    await page.click(".area >> nth=0 >> summary >> nth=0");
    await page.click(`${byId("register.route")} > summary`);
    expect(await page.isVisible(`${byId("register.route")} blockquote`)).toBe(true);
  });
});

test("a comparison filters by kind of change, and folds what is not at issue", async () => {
  const { changes } = diffRecords(conformant, failing);
  const failingNow = changes.filter(({ change }) => change === "newly-failing").map(({ id }) => id);
  const page = await open(desk.save("diff.html", diffPage(conformant, failing)));
  expect(await isOpen(page, failingNow[0] ?? "")).toBe(true);
  await page.click('[data-term="change:newly-failing"]');
  expect(await query(page)).toBe("change:newly-failing");
  expect(await shownRequirements(page)).toEqual(failingNow);
});

test("one fault is counted in the singular", async () => {
  const page = await open(
    desk.save("kill.html", killMatrixPage({ ...aKillMatrix, faults: aKillMatrix.faults.slice(0, 1) })),
  );
  expect(await page.textContent(".found")).toBe("1 fault");
});

test("the bars of the levels stand at one height, whatever was judged", async () => {
  const requirements = conformant.requirements.map((requirement) =>
    requirement.level === "SHOULD" ? { ...requirement, verdict: "not-applicable" as const } : requirement,
  );
  const page = await open(desk.save("levels.html", reportPage({ ...conformant, requirements })));
  expect(await page.textContent(".meters")).toContain("none judged");
  const bars = page.locator(".meters").first().locator("svg");
  const tops = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().top));
  expect(tops).toHaveLength(3);
  expect(new Set(tops).size).toBe(1);
});

test("a kill matrix filters its faults by status", async () => {
  const page = await open(desk.save("kills.html", killMatrixPage(aKillMatrix)));
  expect(await page.textContent(".found")).toBe("3 faults");
  await page.click('[data-term="status:survived"]');
  expect(await shownRequirements(page)).toEqual(["fault-put-accepted"]);
  await page.fill("#search", "register.response.echo");
  expect(await shownRequirements(page)).toEqual(["fault-name-max-length-not-enforced", "fault-error-status-200"]);
});

test.each([
  ["report", () => reportPage(failing, aKillMatrix)],
  ["hostile report", () => reportPage(hostile, hostileKillMatrix)],
  ["matrix", () => matrixPage([conformant, failing, hostile])],
  ["site", () => sitePage([conformant, failing, conformant, hostile])],
  ["comparison", () => diffPage(failing, hostile)],
  ["kill matrix", () => killMatrixPage(aKillMatrix)],
])("on a phone nothing of a %s is wider than the screen", async (name, render) => {
  const page = await open(desk.save(`phone-${name}.html`, render()), { viewport: { width: 390, height: 844 } });
  await openEverything(page);
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
      .filter((one) => one.closest(".scroll, .symbols") === null)
      .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 60)}`),
  );
  expect(wide).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("on a phone the grid keeps its first column in sight, and shows how all stands without being moved", async () => {
  const page = await open(report, { viewport: { width: 390, height: 844 } });
  const left = (selector: string) =>
    page.$eval(`#operations ${selector}`, (one) => Math.round(one.getBoundingClientRect().left));
  const right = await page.$eval("#operations tbody td", (one) => one.getBoundingClientRect().right);
  expect(right).toBeLessThan(390);
  const before = await left("tbody th");
  await page.$eval("#operations .scroll", (one) => one.scrollTo(200, 0));
  expect(await left("tbody th")).toBe(before);
  expect(await left("tbody td")).toBeLessThan(before);
});

test("a report takes few screens until something is asked for, and so does one of thousands of requirements", async () => {
  const height = async (name: string, html: string) => {
    const page = await open(desk.save(name, html));
    return page.evaluate(() => document.documentElement.scrollHeight);
  };
  const many = Array.from({ length: 100 }, (_, copy) =>
    failing.requirements.map((one) => ({ ...one, id: `${one.id}.n${copy}`, cases: one.cases.slice(0, 1) })),
  ).flat();
  expect(await height("few.html", reportPage(failing))).toBeLessThan(3_000);
  expect(await height("many.html", reportPage({ ...failing, requirements: many }))).toBeLessThan(4_000);
});

test("on a phone the sections are reached from wherever one is, by keyboard and by touch", async () => {
  const page = await open(report, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const isShown = () => page.isVisible(".folded nav");
  const top = (id: string) => page.$eval(byId(id), (one) => one.getBoundingClientRect().top);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.focus(".folded > summary");
  await page.keyboard.press("Enter");
  expect(await isShown()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#operations");
  expect(await isShown()).toBe(false);
  const bar = await page.$eval(".masthead", (one) => one.getBoundingClientRect().bottom);
  expect(await top("operations")).toBeGreaterThanOrEqual(bar - 1);
  expect(await top("operations")).toBeLessThan(844);
  await page.tap(".folded > summary");
  expect(await isShown()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await isShown()).toBe(false);
  await page.tap(".folded > summary");
  await page.tap("#operations > h2");
  expect(await isShown()).toBe(false);
});

test("a wide screen has the sections in a row, a phone only folded", async () => {
  const shown = async (width: number) => {
    const page = await open(report, { viewport: { width, height: 844 } });
    return [await page.isVisible(".masthead .row"), await page.isVisible(".folded > summary")];
  };
  expect(await shown(1280)).toEqual([true, false]);
  expect(await shown(390)).toEqual([false, true]);
});
