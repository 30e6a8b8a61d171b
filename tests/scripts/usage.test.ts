import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { scripts } = (await import("../../package.json", { with: { type: "json" } })).default;
/** Scripts that npm runs, below dist/scripts. */
const RUN = Object.values(scripts).flatMap((line) => /dist\/(scripts\/\S+\.js)/.exec(line)?.[1] ?? []);

function run(script: string, args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "dist", script), ...args]);
  return { status, said: `${stdout}${stderr}` };
}

describe.each(RUN.filter((script) => !script.endsWith("scoreboard.js")))("%s", (script) => {
  test("tells in one line how it is used when it is given a flag that it does not have", () => {
    const { status, said } = run(script, ["--no-such-flag"]);
    expect(status).toBe(2);
    expect(said).toMatch(/^[^\n]*'--no-such-flag'; usage: npm run [^\n]*\n$/);
  });
});

test.each([
  ["scripts/seeds.js", ["--seeds", "many"]],
  ["scripts/verdicts.js", ["take", "/dev/null", "--seeds", "-"]],
  ["scripts/opening.js", ["soon"]],
])("%s takes whole numbers only", (script, args) => {
  expect(run(script, args)).toMatchObject({ status: 2, said: expect.stringContaining("is no whole number; usage: ") });
});

test.each(["scripts/interop/main.js", "scripts/interop/resend.js", "scripts/bench.js"])(
  "%s knows its names",
  (script) => {
    expect(run(script, ["nobody"])).toMatchObject({ status: 2, said: expect.stringContaining('"nobody"; usage: ') });
  },
);

test("every script at the top has a command of its own, but for the parts of others", () => {
  const PARTS = ["browser-at-hand.ts", "build.mjs", "package-root.ts", "subjects.ts", "usage.ts"];
  const files = readdirSync(join(ROOT, "scripts")).filter((file) => file.includes("."));
  const own = RUN.map((script) => script.replace(/^scripts\//, "").replace(/\.js$/, ".ts"));
  expect(files.filter((file) => !own.includes(file)).sort()).toEqual(PARTS);
});
