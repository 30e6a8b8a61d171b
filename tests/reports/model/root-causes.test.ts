import { expect, test } from "@jest/globals";
import { rootCauses } from "../../../reports/model/root-causes.ts";
import { aCase, anEvidence, aRecord, aRequirement } from "../producers.ts";
import { failing, notImplemented } from "../records.ts";

const ids = (record: typeof failing) =>
  rootCauses(record).map(({ witnesses }) => witnesses.map(({ requirement }) => requirement.id));

test("requirements that fail alike stand together, the largest group first", () => {
  expect(ids(failing)).toEqual([
    ["register.name.max-length", "register.name.pattern", "register.tags.max-properties"],
    ["register.response.echo"],
    ["api.error.status"],
  ]);
});

test("an excused failure is no root cause", () => {
  expect(ids(failing).flat()).not.toContain("register.tags.keys.max-length");
});

test("a missing operation is one cause for all that depends on it", () => {
  expect(rootCauses(notImplemented)).toHaveLength(1);
  expect(rootCauses(notImplemented)[0]?.witnesses).toHaveLength(22);
});

test("a rule of all operations misses what it needs, not an operation of its own", () => {
  const requirement = aRequirement({ id: "api.x", operation: "*", verdict: "not-implemented", reason: "needs A" });
  expect(rootCauses(aRecord({ requirements: [requirement] }))[0]).toMatchObject({
    expected: "what it needs to be implemented",
    received: "needs A",
  });
});

test("a requirement that fails in two ways stands in both groups, and each shows its smallest request", () => {
  const failingCase = (id: string, received: string, requestBody: string) =>
    aCase({
      id,
      verdict: "fail",
      judgement: { requirement: "r.a", verdict: "fail", expected: "400", received },
      exchanges: [anEvidence({ requestBody })],
    });
  const cases = [
    failingCase("long", "500", "x".repeat(50)),
    failingCase("short", "500", "x"),
    failingCase("other", "200", "xx"),
  ];
  const causes = rootCauses(aRecord({ requirements: [aRequirement({ id: "r.a", verdict: "fail", cases })] }));
  expect(causes.map(({ received }) => received)).toEqual(["500", "200"]);
  expect(causes[0]?.witnesses.map(({ example }) => example?.id)).toEqual(["short"]);
});

test("values that differ do not part failures of one requirement", () => {
  const echo = (id: string, received: string) => {
    const differences = [{ at: "/cluster/name", expected: '"n"', received }];
    const judgement = { requirement: "r.a", verdict: "fail" as const, expected: "the name", received, differences };
    return aCase({ id, verdict: "fail", judgement });
  };
  const cases = [echo("one", '"x"'), echo("two", '"y"')];
  const causes = rootCauses(aRecord({ requirements: [aRequirement({ id: "r.a", verdict: "fail", cases })] }));
  expect(causes).toHaveLength(1);
});
