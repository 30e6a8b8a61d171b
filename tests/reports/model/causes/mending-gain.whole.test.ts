import { expect, test } from "@jest/globals";
import type { Cause } from "#reports/model/causes/cause.ts";
import { gainOfMending } from "#reports/model/causes/mending-gain.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { runOnce, type Served } from "#tests/helpers/known-failures-loop.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";
import type { Level } from "#spec/requirement.ts";
import { aRequirement } from "#tests/reports/producers.ts";

const must = (id: string) => aRequirement({ id, verdict: "fail" });
const should = aRequirement({ id: "r.should", level: "SHOULD", verdict: "warn" });
const [met, a, b, shared] = [aRequirement({ id: "r.met" }), must("r.a"), must("r.b"), must("r.shared")];
const record = { requirements: [met, a, b, shared, should] };
const cause = (id: string, level: Level, ...[first, ...rest]: (typeof met)[]) =>
  ({
    id,
    level,
    shownBy: first === undefined ? [] : [{ requirement: first }],
    follows: rest.map((requirement) => ({ requirement })),
  }) as never as Cause;

test("a cause settles what no other cause keeps from being met, at its level", () => {
  const one = cause("one", "MUST", a, shared, should);
  const two = cause("two", "MUST", b, shared);
  const three = cause("three", "SHOULD", should);
  const settled = gainOfMending(record, [one, two]);
  expect(settled.get(one)).toEqual({ level: "MUST", from: 1, fromAll: 4, to: 2, toAll: 4, atLeast: false });
  expect(settled.get(two)).toEqual({ level: "MUST", from: 1, fromAll: 4, to: 2, toAll: 4, atLeast: false });
  expect(gainOfMending(record, [three]).get(three)).toEqual({
    level: "SHOULD",
    from: 0,
    fromAll: 1,
    to: 1,
    toAll: 1,
    atLeast: false,
  });
});

test("of a single cause all is settled", () => {
  const only = cause("only", "MUST", a, b, shared);
  expect(gainOfMending(record, [only]).get(only)).toEqual({
    level: "MUST",
    from: 1,
    fromAll: 4,
    to: 4,
    toAll: 4,
    atLeast: false,
  });
});

test("what a missing operation left open is among those that are judged once it is there", () => {
  const missing = aRequirement({ id: "r.missing", verdict: "not-implemented" });
  const absence = cause("absence", "MUST", missing);
  expect(gainOfMending({ requirements: [met, a, missing] }, [absence]).get(absence)).toEqual({
    level: "MUST",
    from: 1,
    fromAll: 2,
    to: 2,
    toAll: 3,
    atLeast: true,
  });
});

test("what only an answer's member or an error shows may not be seen, even once the operation is there", () => {
  const missing = (id: string, subject: object) => aRequirement({ id, verdict: "not-implemented", subject });
  const [route, member, error] = [
    missing("r.route", {}),
    missing("r.member", { output: "/a" }),
    missing("r.error", { error: "E" }),
  ];
  const absence = cause("absence", "MUST", route, member, error);
  const settled = gainOfMending({ requirements: [met, route, member, error] }, [absence]);
  expect(settled.get(absence)).toMatchObject({ to: 2, toAll: 2 });
});

const idle = (more: Parameters<typeof aRequirement>[0]) => aRequirement({ verdict: "not-applicable", ...more });

test.each<[string, boolean, typeof met]>([
  ["what is inconclusive", true, aRequirement({ id: "r.open", verdict: "inconclusive" })],
  ["what is blocked by its operation", true, idle({ id: "r.blocked", missing: a.operation })],
  ["what is blocked by another one", false, idle({ id: "r.blocked", missing: "Another" })],
  ["what no case could judge", true, idle({ id: "r.idle", reason: "not exercised: no case" })],
  ["what nobody asked for", false, idle({ id: "r.idle", reason: "not asked for: --feature quota=N" })],
  [
    "what another operation did not show",
    false,
    idle({ id: "r.idle", operation: "Another", reason: "not exercised: x" }),
  ],
  ["what no answer had", false, idle({ id: "r.idle", subject: { output: "/b/c" }, reason: "not exercised: x" })],
  ["what lies in what is wrong", true, idle({ id: "r.idle", subject: { output: "/a/c" }, reason: "not exercised: x" })],
  ["what is of another level", false, aRequirement({ id: "r.open", level: "SHOULD", verdict: "inconclusive" })],
])("a forecast is a lower bound where %s may lie behind it: %s", (_what, expected, hidden) => {
  const wrong = { ...a, subject: { output: "/a" } };
  const only = cause("only", "MUST", wrong);
  expect(gainOfMending({ requirements: [met, wrong, hidden] }, [only]).get(only)?.atLeast).toBe(expected);
});

test("what a tolerated answer meets already is settled by nothing", () => {
  const tolerated = aRequirement({ id: "r.tolerated", verdict: "warn" });
  const [odd, wrong] = [cause("odd", "MUST", tolerated), cause("wrong", "MUST", a, tolerated)];
  const settled = gainOfMending({ requirements: [met, a, tolerated] }, [odd, wrong]);
  expect(settled.get(wrong)).toEqual({ level: "MUST", from: 2, fromAll: 3, to: 3, toAll: 3, atLeast: false });
  expect(settled.has(odd)).toBe(false);
});

// The last one has the target answer in a way that some requirements tolerate.
test.each(["tag-added", "error-body-html"])(
  "all causes together settle what is not met at a server with %s",
  async (fault) => {
    const told = await runOnce({ fault }, [], 1);
    const causes = causesOf(told);
    const witnesses = causes.flatMap(({ shownBy, follows }) => [...shownBy, ...follows]);
    const all = cause("all", "MUST", ...new Set(witnesses.map(({ requirement }) => requirement)));
    const { to, toAll } = gainOfMending(told, [all]).get(all) ?? {};
    expect(to).toBe(toAll);
    for (const one of gainOfMending(told, causes).values()) expect(one.to).toBeLessThanOrEqual(one.toAll);
  },
);

test.each<[string, Served]>([
  ["validates one member less", { fault: "name-max-length-not-enforced" }],
  ["refuses some valid names", { fault: "name-later-small-a-refused" }],
  ["shows a cluster in a list", { fault: "describe-cluster-in-list" }],
  ["names an error otherwise", { fault: "taken-name-as-resource-already-exists" }],
  ["writes its times otherwise", { fault: "emulator-timestamps-iso" }],
  ["cannot deregister", { without: { method: "DELETE", path: /^\/cluster-registrations/ } }],
  ["cannot list", { without: { method: "GET", path: /^\/clusters$/ } }],
  ["cannot describe", { without: { method: "GET", path: /^\/clusters\/./ } }],
])("at a server that %s what is met once that is mended is forecast, or at least so much", async (_what, served) => {
  const [told, mended] = [await runOnce(served, [], 1), await runOnce({}, [], 1)];
  const [first] = gainOfMending(told, causesOf(told)).values();
  const { met: truth } = tallyByLevel(mended.requirements).MUST;
  const { to = 0, from = 0, atLeast } = first ?? {};
  expect(to).toBeGreaterThan(from);
  if (atLeast === true) expect(truth).toBeGreaterThanOrEqual(to);
  else expect(to).toBe(truth);
});
