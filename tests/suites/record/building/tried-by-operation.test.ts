import { describe, expect, test } from "@jest/globals";
import { mergeTried, triedByOperation } from "#suites/record/building/tried-by-operation.ts";

const REQUIREMENTS = [
  { operation: "Make", area: "input-constraints" },
  { operation: "Show", area: "lifecycle" },
  { operation: "*", area: "protocol" },
  { operation: "Make", area: "lifecycle" },
] as const;

function triedOf(...events: readonly Parameters<ReturnType<typeof triedByOperation>["add"]>[0][]) {
  const tried = triedByOperation();
  for (const event of events) tried.add(event, (index) => REQUIREMENTS[index]);
  return tried;
}

describe("cases are counted by the operation that they are about", () => {
  test("once for each operation of their requirements, in the area of the first", () => {
    const tried = triedOf({ kind: "scenario", about: [1, 0, 3] }, { kind: "scenario", about: [0] });
    expect(tried.of("Make")).toEqual([{ kind: "scenario", area: "input-constraints", cases: 2 }]);
    expect(tried.of("Show")).toEqual([{ kind: "scenario", area: "lifecycle", cases: 1 }]);
  });

  test("by kind", () => {
    const tried = triedOf({ kind: "boundary", about: [0] }, { kind: "one-fault", about: [0] });
    expect(tried.of("Make")?.map(({ kind }) => kind)).toEqual(["boundary", "one-fault"]);
  });

  test("by their own operation, where the requirement is of every answer", () => {
    const tried = triedOf({ kind: "wire", about: [2], operation: "Make" });
    expect(tried.of("Make")).toEqual([{ kind: "wire", area: "protocol", cases: 1 }]);
    expect(tried.of("*")).toBeUndefined();
  });

  test("not at all where an older event does not say", () => {
    expect(triedOf({ kind: "wire" }).of("Make")).toBeUndefined();
  });
});

test("the cases of shards are added up", () => {
  const one = { kind: "wire", area: "protocol", cases: 2 } as const;
  expect(mergeTried([[one], undefined, [one, { ...one, kind: "random" }]])).toEqual([
    { ...one, cases: 4 },
    { ...one, kind: "random" },
  ]);
  expect(mergeTried([undefined])).toBeUndefined();
});
