import { describe, expect, test } from "@jest/globals";
import { CHANGES, diffRecords } from "#reports/diff/diff.ts";
import { renderDiffHtml } from "#reports/html/pages/diff-page.tsx";
import type { RunRecord } from "#suites/record/record.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { all, byId, parseMarkup, textOf, walk } from "#tests/reports/markup.ts";
import { aCase, aCounts, aRecord, aRequirement } from "#tests/reports/producers.ts";
import { conformant, failing, hostile, HOSTILE, notImplemented } from "#tests/reports/records.ts";

const render = (before: RunRecord, after: RunRecord) => renderDiffHtml(diffRecords(before, after), pageTools());
const page = (before: RunRecord, after: RunRecord) => parseMarkup(render(before, after), "html");
const heading = (root: ReturnType<typeof page>) => textOf(all(root, "h1")[0] ?? root);

test("names each change once, newly failing first, in the order of the model", () => {
  const { changes } = diffRecords(conformant, failing);
  const rows = all(page(conformant, failing), "details", "requirement");
  expect(rows.map((one) => one.attributes.get("id"))).toEqual(changes.map(({ id }) => id));
  const kinds = rows.map((one) =>
    CHANGES.indexOf((one.attributes.get("data-change") ?? "") as (typeof CHANGES)[number]),
  );
  expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
  expect(kinds[0]).toBe(0);
});

test("the head counts what fails and passes now, and says which runs these are", () => {
  const root = page(conformant, failing);
  expect(heading(root)).toBe("6 newly failing, 0 newly passing");
  const runs = textOf(all(root, "table", "runs")[0] ?? root);
  for (const fact of [conformant.outcome.sentence, failing.outcome.sentence, "emulator", "20261124"]) {
    expect(runs).toContain(fact);
  }
  expect(heading(page(conformant, conformant))).toBe("Nothing changed");
});

test("both verdicts stand beside each other, and absence is said", () => {
  const [one, two] = [aRequirement({ id: "r.one" }), aRequirement({ id: "r.two", verdict: "fail" })];
  const root = page(aRecord({ requirements: [one] }), aRecord({ requirements: [two] }));
  expect(textOf(all(byId(root, "r.two"), "span", "verdicts")[0] ?? root)).toMatch(/^absent\s+fail$/);
  expect(textOf(all(byId(root, "r.one"), "span", "verdicts")[0] ?? root)).toMatch(/^pass\s+absent$/);
  expect(all(root, "svg", "icon").filter((one) => one.attributes.get("aria-label") === "then")).toHaveLength(2);
});

test("what newly fails or passes is open, another answer closed; what passes is no failure for its stale entry", () => {
  const answering = (received: string) =>
    aRequirement({ id: "r.a", cases: [aCase({ id: "r.a/1", judgement: { ...aCase().judgement, received } })] });
  const failed = aRequirement({ id: "r.b", verdict: "fail" });
  const mended = aRequirement({ id: "r.b", verdict: "stale", counts: aCounts({ pass: 1 }) });
  const root = page(
    aRecord({ requirements: [answering("400 A"), failed] }),
    aRecord({ requirements: [answering("400 B"), mended] }),
  );
  expect(byId(root, "r.a").attributes.has("open")).toBe(false);
  expect(byId(root, "r.b").attributes.has("open")).toBe(true);
  expect(all(byId(root, "r.b"), "span", "chip").map((one) => one.attributes.get("class"))).toEqual([
    "chip v-fail",
    "chip v-pass",
  ]);
});

test("what differs between two answers is marked, and nothing else", () => {
  const answering = (received: string) => {
    const judgement = { requirement: "r.a", verdict: "pass" as const, expected: "400", received };
    return aRecord({ requirements: [aRequirement({ id: "r.a", cases: [aCase({ id: "r.a/1", judgement })] })] });
  };
  const root = page(answering("400 InvalidParameterException"), answering("400 ClientException"));
  const marks = all(byId(root, "r.a"), "mark").map(textOf);
  expect(marks).toEqual(["InvalidParameterException", "ClientException"]);
  expect(textOf(byId(root, "r.a"))).toContain("POST /cluster-registrations");
});

test("a case that changed its verdict is shown before one that only answers otherwise", () => {
  const one = (verdict: "pass" | "fail", first: string, second: string) =>
    aRecord({
      requirements: [
        aRequirement({
          id: "r.a",
          verdict,
          cases: [first, second].map((received, index) => {
            const own = index === 0 ? "pass" : verdict;
            return aCase({
              id: `r.a/${index}`,
              verdict: own,
              judgement: { requirement: "r.a", verdict: own, expected: "400", received },
            });
          }),
        }),
      ],
    });
  const { changes } = diffRecords(one("pass", "400 A", "400"), one("fail", "400 B", "200"));
  expect(changes[0]?.shown.after?.id).toBe("r.a/1");
});

test("another contract is a warning above the changes", () => {
  const other = { ...conformant, contract: { ...conformant.contract, sha256: "00".repeat(32) } };
  expect(textOf(all(page(other, failing), "p", "notice")[0] ?? page(other, failing))).toContain("different contract");
  expect(all(page(conformant, failing), "p", "notice")).toEqual([]);
});

describe("what endpoints sent", () => {
  const text = render(conformant, hostile);
  const root = parseMarkup(text, "html");

  test("stands in the page as text, and runs nothing", () => {
    expect(textOf(byId(root, "register.name.pattern"))).toContain(HOSTILE[0]);
    expect(all(root, "script")).toHaveLength(1);
    for (const { name, attributes } of walk(root)) {
      expect(["img", "iframe", "object", "embed", "link", "form", "base", "image"]).not.toContain(name);
      for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$|^src$/);
    }
  });

  test("cannot hide or reorder anything, and is cut where it is long", () => {
    const both = render(notImplemented, hostile) + text;
    expect(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u.exec(both)?.[0]).toBeUndefined();
    expect(both.length).toBeLessThan(1_000_000);
  });
});
