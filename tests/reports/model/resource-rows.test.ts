import { expect, test } from "@jest/globals";
import { resourceRows } from "../../../reports/model/resource-rows.ts";

const operation = (id: string, resource: string | undefined, verdict: "pass" | "not-implemented" | "fail") =>
  ({ id, method: "GET", path: "/", verdict, resource }) as never;
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
