import { describe, expect, test } from "@jest/globals";
import { SERVICE_VARIANTS } from "#reference/service/variants.ts";
import { SOAKING } from "#tests/helpers/soak.ts";
import { runWhole, withVerdict } from "./whole-service.ts";

const SELECT = [
  "*.agrees*",
  "*.elsewhere*",
  "*.held",
  "*.protected",
  "*.filters",
  "*.keeps",
  "*.patched",
  "*.distinct",
  "create*.token",
  "*.ready*",
  "*.settled",
  "*.answered",
  "*.applied.optional",
  "*.created",
  "*.modified",
  "*.listed.*",
  "*.pages.whole",
  "delete*.gone*",
  "*.tags.shown*",
  "*tag-resource.*",
  "*.names",
  "*.dates",
  "*.repeats",
  "*.leaves",
  "*.others",
  "*.alone",
  "*.arn",
  "*.unknown",
  "register.activation*",
];

/** `SOAK=1 npm run test:whole` asks each server for all of them, `selftest --spec eks --all` for whole runs. */
const PARTS = 6;

describe("what a conforming server may do", () => {
  const own = SERVICE_VARIANTS.filter(({ patch }) => patch === undefined);

  test("there are forty at least, each with a name of its own", () => {
    expect(SERVICE_VARIANTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(SERVICE_VARIANTS.map(({ id }) => id)).size).toBe(SERVICE_VARIANTS.length);
  });

  test.each(own.map((variant, at) => [variant.id, variant, at] as const))(
    "%s is not charged",
    async (_id, { habits = {} }, at) => {
      const select = SELECT.filter((_glob, index) => SOAKING || index % PARTS === at % PARTS);
      const run = await runWhole({ habits, select, isPatient: true });
      expect(withVerdict(run, "fail", "inconclusive")).toEqual([]);
      expect(run.left).toEqual([]);
    },
  );
});
