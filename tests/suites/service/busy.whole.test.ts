import { expect, test } from "@jest/globals";
import { SERVICE_VARIANTS } from "../../../reference/service/variants.ts";
import { runWhole, withVerdict } from "./whole-service.ts";

test("a change that conflicts with an earlier one is sent again when that is over", async () => {
  const habits = SERVICE_VARIANTS.find(({ id }) => id === "changes-leave-busy-for-400-ms")?.habits;
  expect(habits).toBeDefined();
  const select = ["update-nodegroup-config.*", "update-cluster-config.*"];
  const run = await runWhole({ habits: habits ?? {}, select, isPatient: true });
  const observed = new Set(run.record.requirements.flatMap(({ id, level }) => (level === "INFO" ? [id] : [])));
  expect(withVerdict(run, "fail", "warn")).toEqual([]);
  expect(withVerdict(run, "inconclusive").filter((id) => !observed.has(id))).toEqual([]);
  expect(run.verdicts.get("update-cluster-config.upgrade-policy.type.accepts")).toBe("pass");
});
