import { expect, test } from "@jest/globals";
import { withinSize } from "#suites/record/building/within-size.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

const BODY = "\u0001".repeat(16_384);
const exchanges = Array.from({ length: 3 }, () => anEvidence({ status: 500, responseBody: body(BODY) }));
const cases = ["a", "b", "c"].map((id) => aCase({ id, verdict: "fail", exchanges }));
const large = aRecord({
  requirements: ["r.a", "r.b"].map((id) => aRequirement({ id, verdict: "fail", cases, casesLeftOut: 1 })),
});

const bytesOf = (record: unknown) => Buffer.byteLength(JSON.stringify(record, null, 1));

test("a record that is small enough is left as it is", () => {
  expect(withinSize(large)).toBe(large);
});

test.each([1_000_000, 300_000, 100_000, 60_000])("a large one stays below %d bytes", (bytes) => {
  expect(bytesOf(withinSize(large, bytes))).toBeLessThanOrEqual(bytes);
});

test("a body that was cut says how long it was", () => {
  const kept = withinSize(large, 300_000).requirements[0]?.cases[0]?.exchanges[0]?.response?.body;
  expect(kept).toMatchObject({ bytes: BODY.length, truncated: true });
});

test("cases that were left out are counted", () => {
  const [first] = withinSize(large, 1).requirements;
  expect(first).toMatchObject({ cases: [{ id: "a" }], casesLeftOut: 3 });
});

test("no verdict is lost", () => {
  expect(withinSize(large, 1).requirements.map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
});
