import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT, runScript, SCRIPTS } from "./run-script.ts";

// Of every script: tests/long/runs/scripts.test.ts.
const SCRIPT = "scripts/verdicts.js";

test("a script tells in one line how it is used when it is given a flag that it does not have", () => {
  const { status, said } = runScript(SCRIPT, ["--no-such-flag"]);
  expect(status).toBe(2);
  expect(said).toMatch(/^[^\n]*'--no-such-flag'; usage: npm run [^\n]*\n$/);
});

test("it takes whole numbers only", () => {
  const { status, said } = runScript(SCRIPT, ["--jobs", "-"]);
  expect(status).toBe(2);
  expect(said).toContain("is no whole number; usage: ");
});

test("every script at the top has a command of its own, but for the parts of others", () => {
  const PARTS = ["browser-at-hand.ts", "build.mjs", "package-root.ts", "selftest-servers.ts", "usage.ts"];
  const files = readdirSync(join(ROOT, "scripts")).filter((file) => file.includes("."));
  const own = SCRIPTS.map((script) => script.replace(/^scripts\//, "").replace(/\.js$/, ".ts"));
  expect(files.filter((file) => !own.includes(file)).sort()).toEqual(PARTS);
});
