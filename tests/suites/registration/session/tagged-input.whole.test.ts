import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { KIND_SETTINGS, RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { requestMarks } from "#custody/ownership/marks.ts";
import { leavesRoomForTag, withRunTag } from "#suites/registration/session/tagged-input.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { contract, listOperation, onlyRequirements, register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun, fewOfEach } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const TAG = { key: RUN_TAG_KEY, value: "run-1" };
const INPUT = { name: "a", connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/r", provider: "EKS_ANYWHERE" } };

function tagged(input: JsonObject): unknown {
  return withRunTag(contract, register, input, TAG)["tags"];
}

describe("the run's tag", () => {
  const many = (count: number): JsonObject =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));

  test("goes beside the tags that are there, while there is room", () => {
    expect(tagged(INPUT)).toEqual({ [RUN_TAG_KEY]: "run-1" });
    expect(tagged({ ...INPUT, tags: { k: "v" } })).toEqual({ k: "v", [RUN_TAG_KEY]: "run-1" });
    expect(Object.keys(tagged({ ...INPUT, tags: many(49) }) as object)).toHaveLength(50);
    expect(tagged({ ...INPUT, tags: many(50) })).toEqual(many(50));
  });

  test("leaves what it would change the meaning of as it was", () => {
    expect(tagged({ ...INPUT, tags: {} })).toEqual({});
    expect(tagged({ ...INPUT, tags: "none" })).toBe("none");
    expect([null, { [RUN_TAG_KEY]: "run-1" }]).toContainEqual(tagged({ ...INPUT, tags: null }));
    expect(withRunTag(contract, listOperation, { maxResults: 1 }, TAG)).toEqual({ maxResults: 1 });
  });

  test("a request that breaks something else breaks the same with it", () => {
    expect(tagged({ ...INPUT, name: "" })).toEqual({ [RUN_TAG_KEY]: "run-1" });
  });

  test("cases about tags, or about which members are there, have no room", () => {
    const about = (pointer: string, keyword: string) =>
      leavesRoomForTag({ pointer, keyword, side: "accept", requirement: "" });
    expect(about("/properties/tags", "maxProperties")).toBe(false);
    expect(about("/properties/tags/propertyNames", "maxLength")).toBe(false);
    expect(about("", "required")).toBe(false);
    expect(about("/properties/name", "maxLength")).toBe(true);
    expect(leavesRoomForTag(undefined)).toBe(true);
  });

  test("the journal hears of it, and of the token", () => {
    const text = JSON.stringify;
    const TOKEN = { token: "clientRequestToken" };
    const input = { ...withRunTag(contract, register, INPUT, TAG), clientRequestToken: "t-1" };
    expect(requestMarks(text(input), { ...TOKEN, runTag: TAG })).toEqual({ token: "t-1", tagged: true });
    expect(requestMarks(text(INPUT), { ...TOKEN, runTag: TAG })).toEqual({});
    expect(requestMarks(text(input), { ...TOKEN, runTag: undefined })).toEqual({ token: "t-1" });
  });
});

/** What registers, but for hundreds of names and providers. */
const REGISTERS = onlyRequirements(/^register\.(?!name\.pattern|connector-config\.provider)/);

test.each([
  ["aws", true],
  ["emulator", false],
] as const)("the %s settings tags registrations: %s", async (name, tags) => {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now });
  const settings = { ...KIND_SETTINGS[name], concurrency: 1, casesPerConstraint: 0, features: {} };
  const record = await runSuite(testRun({ settings, target, clock, requirements: REGISTERS, plan: fewOfEach }));
  const bodies = target.sent.map(({ body }) => Buffer.from(body ?? []).toString());
  const bearing = bodies.filter((body) => body.includes(`"${RUN_TAG_KEY}":"run-1"`)).length;
  expect(record.requirements.filter(({ verdict }) => verdict === "fail" || verdict === "error")).toEqual([]);
  if (tags) expect(bearing).toBeGreaterThan(60);
  else expect(bearing).toBe(0);
});
