import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";

// What comes parsed beside what it is parsed from is 16 kilobytes of it, and a third of a second of each start.
test("the package is below 1.1 megabytes", () => {
  const printed = execFileSync("npm", ["pack", ROOT, "--ignore-scripts", "--dry-run", "--json"]);
  const [packed] = JSON.parse(String(printed)) as { readonly size: number }[];
  expect(packed?.size).toBeLessThan(1_100_000);
  expect(packed?.size).toBeGreaterThan(100_000);
});
