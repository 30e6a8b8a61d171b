import { expect, test } from "@jest/globals";
import { render } from "preact-render-to-string";
import { ResourceTable } from "../../../../reports/html/overview/resource-table.tsx";
import { STYLE } from "../../../../reports/html/parts/style.ts";

const operation = (id: string, resource: string | undefined, verdict: string) =>
  ({ id, method: "GET", path: "/", verdict, resource, reason: verdict === "pass" ? undefined : "404" }) as never;
const requirement = (id: string, of: string) => ({ id, operation: of, level: "MUST", verdict: "pass" }) as never;

const page = (
  operations: readonly never[],
  requirements: readonly never[] = [],
  told: readonly string[] = [],
): string => render(<ResourceTable context={{ record: { operations, requirements }, told: new Set(told) } as never} />);

test("a service's operations stand by their resource, each with its verdict and what it answered", () => {
  const html = page([operation("MakeBox", "box", "pass"), operation("BurnBox", "box", "not-implemented")]);
  expect(html).toContain("<td>1 of 2, 1 not implemented</td>");
  expect(html).toMatch(/title="404"[^>]*><svg.*BurnBox/);
});

test("an operation's sign has the colour of its verdict, and so has that of its MUST", () => {
  const missed = { ...(requirement("r.a", "MakeBox") as object), verdict: "fail" } as never;
  const html = page([operation("MakeBox", "box", "fail"), operation("BurnBox", "box", "not-implemented")], [missed]);
  expect([...html.matchAll(/class="icon v-([\w-]+)"/g)].map(([, verdict]) => verdict)).toEqual([
    "fail",
    "fail",
    "not-implemented",
  ]);
  expect(STYLE).toContain(".areas .icon{color:var(--c)}");
});

test("an operation leads to its requirements where the page tells them one by one", () => {
  const operations = [operation("MakeBox", "box", "pass"), operation("BurnBox", "box", "pass")];
  const html = page(operations, [requirement("r.a", "MakeBox"), requirement("r.b", "BurnBox")], ["r.a"]);
  expect([...html.matchAll(/data-query="(\w+)"/g)].map(([, id]) => id)).toEqual(["MakeBox"]);
  expect(html).toContain("BurnBox");
});

test("operations that were neither selected nor needed are counted and no more", () => {
  const html = page([operation("MakeBox", "box", "pass"), operation("MakeLid", "lid", "disabled")]);
  expect(html).toContain("1 operation was neither selected nor needed.");
  expect(html).not.toContain("MakeLid");
});

test("a run about RegisterCluster has no such table", () => {
  expect(page([operation("RegisterCluster", undefined, "pass")])).toBe("");
});
