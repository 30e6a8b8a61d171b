import { expect, test } from "@jest/globals";
import { CaseSession } from "#suites/registration/session/session.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";
import { testContext } from "#tests/suites/test-run.ts";

const BOXES = { method: "GET", path: "/boxes?size=2", headers: [] };
const WHOLE = "list-boxes.pages.whole";

const page = (boxes: readonly string[], next?: string): Fate =>
  aResponse({ status: 200, body: { boxes: [...boxes], next: next ?? null } });

const after = (token: string): typeof BOXES => ({ ...BOXES, path: `${BOXES.path}&next=${token}` });

/** Reads each page of the first walk; the walks after it, the last of them again and again, are for whoever reads again. */
async function read(...walks: readonly (readonly (readonly string[])[])[]) {
  let walk = 0;
  const target = fakeTarget(({ path }) => {
    const at = Number(/next=(\d+)/.exec(path)?.[1] ?? 0);
    if (at === 0) walk += 1;
    const pages = walks[Math.min(walk, walks.length) - 1] ?? [];
    return page(pages[at] ?? [], at + 1 < pages.length ? String(at + 1) : undefined);
  });
  const { session, judged } = serviceSetting(widgets(), target);
  for (const at of (walks[0] ?? []).keys())
    await session.send(at === 0 ? BOXES : after(String(at)), { purpose: "compared" });
  const asked = target.log.length;
  await session.readListsAgain();
  return { verdict: judged(WHOLE)?.verdict, readAgain: target.log.length > asked };
}

const TWICE = [["a", "b"], ["b"]];

test.each<[what: string, walks: (typeof TWICE)[], verdict: string | undefined, readAgain: boolean]>([
  ["each once", [[["a", "b"], ["c"]]], undefined, false],
  [
    "twice on one page, whoever comes and goes",
    [
      [["a", "a"], ["c"]],
      [["a"], ["c"]],
    ],
    "fail",
    false,
  ],
  [
    "twice on a page after the first",
    [
      [
        ["a", "b"],
        ["c", "c"],
      ],
    ],
    "fail",
    false,
  ],
  ["twice on two pages, for good", [TWICE], "fail", true],
  ["twice on two pages, and once when it is read again", [TWICE, [["a", "b"], ["c"]]], undefined, true],
  ["twice on two pages, and once in the end", [TWICE, TWICE, [["a", "b"]]], undefined, true],
])("a list that names something %s, read for another end", async (_what, walks, verdict, readAgain) => {
  expect(await read(...walks)).toEqual({ verdict, readAgain });
});

test("where every read is another one, somebody comes and goes: nothing is judged", async () => {
  let walk = 0;
  const target = fakeTarget(({ path }) => {
    if (path.includes("next=")) return page(["b"]);
    walk += 1;
    return page([`a${walk}`, "b"], "1");
  });
  const { session, judged } = serviceSetting(widgets(), target);
  for (const request of [BOXES, after("1")]) await session.send(request, { purpose: "compared" });
  await session.readListsAgain();
  expect(walk).toBeGreaterThan(2);
  expect(judged(WHOLE)).toBe(undefined);
});

test("pages are joined by their tokens, whatever is read between them", async () => {
  const { session, judged } = serviceSetting(
    widgets(),
    fakeTarget(({ path }) => (path.includes("next=1") ? page(["b"]) : page(["a", "b"], "1"))),
  );
  for (const request of [BOXES, { ...BOXES, path: "/boxes?size=1" }, after("1")])
    await session.send(request, { purpose: "compared" });
  await session.readListsAgain();
  expect(judged(WHOLE)?.verdict).toBe("fail");
});

test.each([
  ["of a valid query", "/clusters?maxResults=2", ["list.paging fail"]],
  ["of a query that had to be refused", "/clusters?maxResults=0", []],
])("registered clusters, on a page %s, by a read that the case judges itself", async (_what, path, told) => {
  const target = fakeTarget(() => aResponse({ status: 200, body: { clusters: ["a", "a"] } }));
  const session = new CaseSession(testContext({ target }), "a-case", 1);
  await session.send({ method: "GET", path, headers: [] }, { purpose: "observed" });
  expect(session.judgements.map(({ requirement, verdict }) => `${requirement} ${verdict}`)).toEqual(told);
});
