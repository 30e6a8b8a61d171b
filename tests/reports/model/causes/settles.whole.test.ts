import { expect, test } from "@jest/globals";
import type { Cause } from "../../../../reports/model/causes/cause.ts";
import { settledBy } from "../../../../reports/model/causes/settles.ts";
import { causesOf } from "../../../../reports/model/causes/causes-of.ts";
import { runOnce } from "../../../helpers/known-failures-loop.ts";
import type { Level } from "../../../../spec/requirement.ts";
import { aRequirement } from "../../producers.ts";

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
  const settled = settledBy(record, [one, two]);
  expect(settled.get(one)).toEqual({ level: "MUST", from: 1, fromAll: 4, to: 2, toAll: 4 });
  expect(settled.get(two)).toEqual({ level: "MUST", from: 1, fromAll: 4, to: 2, toAll: 4 });
  expect(settledBy(record, [three]).get(three)).toEqual({ level: "SHOULD", from: 0, fromAll: 1, to: 1, toAll: 1 });
});

test("of a single cause all is settled", () => {
  const only = cause("only", "MUST", a, b, shared);
  expect(settledBy(record, [only]).get(only)).toEqual({ level: "MUST", from: 1, fromAll: 4, to: 4, toAll: 4 });
});

test("what a missing operation left open is among those that are judged once it is there", () => {
  const missing = aRequirement({ id: "r.missing", verdict: "not-implemented" });
  const absence = cause("absence", "MUST", missing);
  expect(settledBy({ requirements: [met, a, missing] }, [absence]).get(absence)).toEqual({
    level: "MUST",
    from: 1,
    fromAll: 2,
    to: 2,
    toAll: 3,
  });
});

test("what a tolerated answer meets already is settled by nothing", () => {
  const tolerated = aRequirement({ id: "r.tolerated", verdict: "warn" });
  const [odd, wrong] = [cause("odd", "MUST", tolerated), cause("wrong", "MUST", a, tolerated)];
  const settled = settledBy({ requirements: [met, a, tolerated] }, [odd, wrong]);
  expect(settled.get(wrong)).toEqual({ level: "MUST", from: 2, fromAll: 3, to: 3, toAll: 3 });
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
    const { to, toAll } = settledBy(told, [all]).get(all) ?? {};
    expect(to).toBe(toAll);
    for (const one of settledBy(told, causes).values()) expect(one.to).toBeLessThanOrEqual(one.toAll);
  },
);
