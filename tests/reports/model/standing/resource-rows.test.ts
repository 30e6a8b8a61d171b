import { expect, test } from "@jest/globals";
import { notAsked, resourceRows, thereOf } from "#reports/model/standing/resource-rows.ts";

const operation = (
  id: string,
  resource: string | undefined,
  verdict: "pass" | "not-implemented" | "fail" | "disabled",
) => ({ id, method: "GET", path: "/", verdict, resource }) as never;
const requirement = (id: string, of: string, verdict: "pass" | "fail") =>
  ({ id, operation: of, level: "MUST", verdict }) as never;

test("operations go by their resource, in the order in which the record has them", () => {
  const rows = resourceRows({
    operations: [
      operation("MakeBox", "tall-box", "fail"),
      operation("MakeLid", "lid", "pass"),
      operation("BurnBox", "tall-box", "not-implemented"),
    ],
    requirements: [
      requirement("a", "MakeBox", "fail"),
      requirement("b", "MakeBox", "pass"),
      requirement("c", "MakeLid", "pass"),
    ],
  });
  expect(rows).toMatchObject([
    { name: "tall box", there: 1, byLevel: { MUST: { met: 1, judged: 2, missed: 1 } } },
    { name: "lid", there: 1, byLevel: { MUST: { met: 1, judged: 1 } } },
  ]);
});

test("a run about RegisterCluster has none", () => {
  expect(resourceRows({ operations: [operation("RegisterCluster", undefined, "pass")], requirements: [] })).toEqual([]);
});

test("operations that no run calls are rows of their resource, and counted apart", () => {
  const silent = (id: string, resource: string) =>
    ({ id, resource, verdict: "not-applicable", notCalled: true }) as never;
  const operations = [operation("MakeBox", "box", "pass"), silent("WeighBox", "box"), silent("Listen", "others")];
  const rows = resourceRows({ operations, requirements: [] });
  expect(rows.map((row) => [row.name, thereOf(row)])).toEqual([
    ["box", "1 of 1, 1 not called"],
    ["others", "1 not called"],
  ]);
});

test("what was neither selected nor needed is in no row, and counted apart", () => {
  const operations = [
    operation("MakeBox", "box", "pass"),
    operation("BurnBox", "box", "disabled"),
    operation("MakeLid", "lid", "disabled"),
  ];
  const rows = resourceRows({ operations, requirements: [] });
  expect(rows.map(({ name, there, operations: own }) => [name, there, own.length])).toEqual([["box", 1, 1]]);
  expect(notAsked({ operations })).toBe("2 operations were neither selected nor needed");
  expect(notAsked({ operations: operations.slice(0, 1) })).toBeUndefined();
});
