import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { failing, hostile, interrupted, notImplemented } from "#tests/reports/records.ts";
import { type Desk, openEverything, type OpenPage, startDesk } from "#tests/helpers/browser-desk.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { matrixPage, reportPage } from "#tests/helpers/report-pages.ts";

const { describe, test } = needing("browser");

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe.each([
  ["report", () => reportPage(hostile)],
  ["matrix", () => matrixPage([hostile, failing])],
])("a %s of hostile bodies", (name, render) => {
  let opened: OpenPage;
  beforeAll(async () => {
    opened = await desk.open(desk.save(`hostile-${name}.html`, render()));
    await openEverything(opened.page);
  });

  test("runs nothing, asks for nothing and reports no error", async () => {
    await opened.page.locator("main").hover();
    expect(opened.problems).toEqual([]);
  });

  test("adds no element that loads, runs or leads away", async () => {
    const { page } = opened;
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("style").count()).toBe(1);
    expect(await page.locator("img, image, iframe, object, embed, link, form, base, foreignObject").count()).toBe(0);
    const links = await page.$$eval("a", (all) => all.map((link) => link.href));
    for (const link of links) expect(link).toMatch(/^(https|file):/);
    const handlers = await page.$$eval("*", (all) =>
      all.flatMap((one) => [...one.attributes].filter((attribute) => /^on|^style$/.test(attribute.name))),
    );
    expect(handlers).toEqual([]);
  });

  test("stays searchable", async () => {
    await opened.page.fill("#search", "no such words");
    expect(await opened.page.isVisible(".empty")).toBe(true);
    await opened.page.fill("#search", "");
    expect(await opened.page.isVisible(".empty")).toBe(false);
  });
});

test("the policy stops a script even where an escape were missed", async () => {
  const html = reportPage(failing).replace("</main>", `<script>document.title = "run"</script></main>`);
  const { page, problems } = await desk.open(desk.save("injected.html", html));
  expect(await page.locator("script").count()).toBe(2);
  expect(await page.title()).not.toBe("run");
  expect(problems.join("\n")).toContain("Content Security Policy");
});

test("Copy hands over hidden characters as the endpoint sent them, though the page shows them by name", async () => {
  const { page, problems } = await desk.open(desk.save("hostile-copy.html", reportPage(hostile)), {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await openEverything(page);
  const command = page
    .locator(".case", { hasText: "\\u202e" })
    .first()
    .locator(".command", { hasText: "replay" })
    .first();
  expect(await command.textContent()).toContain("\\u202e");
  await command.locator(".copy").click();
  await page.getByText("Copied").first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("\u202e");
  expect(problems).toEqual([]);
});

test.each(Object.entries({ failing, hostile, interrupted, notImplemented }))(
  "on a phone nothing of the page of %s sticks out",
  async (name, record) => {
    const address = desk.save(`phone-${name}.html`, reportPage(record));
    const { page } = await desk.open(address, { viewport: { width: 360, height: 800 } });
    await openEverything(page);
    expect(await width(page)).toBe(360);
  },
);
