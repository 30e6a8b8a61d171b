import { describe, expect, test } from "@jest/globals";
import { runScript, SCRIPTS } from "#tests/scripts/run-script.ts";

describe.each(SCRIPTS.filter((script) => !script.endsWith("scoreboard.js")))("%s", (script) => {
  test("tells in one line how it is used when it is given a flag that it does not have", () => {
    const { status, said } = runScript(script, ["--no-such-flag"]);
    expect(status).toBe(2);
    expect(said).toMatch(/^[^\n]*'--no-such-flag'; usage: npm run [^\n]*\n$/);
  });
});

test.each([
  ["scripts/seeds.js", ["--seeds", "many"]],
  ["scripts/verdicts.js", ["--jobs", "-"]],
  ["scripts/opening.js", ["soon"]],
])("%s takes whole numbers only", (script, args) => {
  expect(runScript(script, args)).toMatchObject({
    status: 2,
    said: expect.stringContaining("is no whole number; usage: "),
  });
});

test.each(["scripts/interop/main.js", "scripts/interop/resend.js", "scripts/bench.js"])(
  "%s knows its names",
  (script) => {
    expect(runScript(script, ["nobody"])).toMatchObject({
      status: 2,
      said: expect.stringContaining('"nobody"; usage: '),
    });
  },
);
