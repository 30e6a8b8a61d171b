import { describe, expect, test } from "@jest/globals";
import type { Patch } from "#reference/fault.ts";
import { findById } from "#reference/find-by-id.ts";
import { HTML, refusedAs } from "#reference/variants/answers.ts";
import { VARIANTS } from "#reference/variants.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";

async function wrongAt(patch: Patch): Promise<readonly string[]> {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, patches: [patch] });
  const { requirements } = await runSuite(testRun({ clock, target, settings: SETTINGS }));
  return requirements.filter(({ verdict }) => ["fail", "inconclusive"].includes(verdict)).map(({ id }) => id);
}

describe("a gateway that turns odd targets away", () => {
  const ids = VARIANTS.map(({ id }) => id).filter((id) => id.startsWith("odd-targets-"));

  test.each(ids)("%s is not charged", async (id) => {
    expect(await wrongAt(findById("variant", VARIANTS, id).patch)).toEqual([]);
  });
});

test.each(["InvalidParameterException", "ResourceNotFoundException"] as const)(
  "a page in the place of %s, which an operation owes, is charged",
  async (code) => {
    const page = refusedAs(code, (_method, path) =>
      /%|\/\//.test(path) ? { status: 404 } : { status: 400, headers: [HTML], body: "<h1>400 Bad Request</h1>" },
    );
    expect(await wrongAt(page)).toEqual(expect.arrayContaining(["api.error.json", "api.error.type"]));
  },
);
