import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { ROOT } from "../../helpers/action-file.ts";

test("the package is below a mebibyte", () => {
  const printed = execFileSync("npm", ["pack", ROOT, "--ignore-scripts", "--dry-run", "--json"]);
  const [packed] = JSON.parse(String(printed)) as { readonly size: number }[];
  expect(packed?.size).toBeLessThan(2 ** 20);
  expect(packed?.size).toBeGreaterThan(100_000);
});
