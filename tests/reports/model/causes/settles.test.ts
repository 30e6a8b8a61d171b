import { expect, test } from "@jest/globals";
import type { Cause } from "../../../../reports/model/causes/cause.ts";
import { settledBy } from "../../../../reports/model/causes/settles.ts";
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
