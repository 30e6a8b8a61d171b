import { expect, test } from "@jest/globals";
import { render } from "preact-render-to-string";
import { ResourceTable } from "../../../reports/html/resource-table.tsx";

const operation = (id: string, resource: string | undefined, verdict: string) =>
  ({ id, method: "GET", path: "/", verdict, resource, reason: verdict === "pass" ? undefined : "404" }) as never;

const page = (operations: readonly never[]): string =>
  render(<ResourceTable context={{ record: { operations, requirements: [] } } as never} />);

test("a service's operations stand by their resource, each with its verdict and what it answered", () => {
  const html = page([operation("MakeBox", "box", "pass"), operation("BurnBox", "box", "not-implemented")]);
  expect(html).toContain("<td>1 of 2</td>");
  expect(html).toMatch(/title="404"[^>]*><svg.*BurnBox/);
});

test("a run about RegisterCluster has no such table", () => {
  expect(page([operation("RegisterCluster", undefined, "pass")])).toBe("");
});
