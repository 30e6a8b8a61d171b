import { expect, test } from "@jest/globals";
import { SERVICE_VARIANTS } from "#reference/service/variants.ts";
import { runWhole, withVerdict } from "./whole-service.ts";

const AGAIN = ["create-addon.*", "describe-addon.agrees"];
const NAMES = ["create-nodegroup.names.distinct", "create-fargate-profile.names.distinct"];
const TAGS = ["tag-resource.access-entry", "tag-resource.nodegroup"];

test.each([
  ["changes-take-5000-ms", AGAIN],
  ["changes-take-5000-ms-and-reads-are-a-second-behind", AGAIN],
  ["descriptions-are-a-second-behind", [...AGAIN, ...NAMES, ...TAGS]],
  ["reads-are-now-and-then-a-second-behind", [...AGAIN, ...NAMES, ...TAGS]],
  ["lists-are-a-second-behind", ["list-associated-access-policies.*"]],
])("what an earlier life, or an earlier state, shows is charged to nobody: %s", async (variant, select) => {
  const habits = SERVICE_VARIANTS.find(({ id }) => id === variant)?.habits;
  expect(habits).toBeDefined();
  const run = await runWhole({ habits: habits ?? {}, select, isPatient: true });
  expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
  expect(run.left).toEqual([]);
});
