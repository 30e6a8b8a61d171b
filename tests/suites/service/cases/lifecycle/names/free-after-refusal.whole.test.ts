// A server that notes a name before it looks at the rest of a creation.
import { expect, test } from "@jest/globals";
import { answered, runWhole, sentIn } from "#tests/suites/service/whole-service.ts";

const select = ["create-nodegroup.undone", "create-nodegroup.valid", "create-nodegroup.scaling-config.*"];

test("a name is free after refusals under it", async () => {
  const { verdicts, left } = await runWhole({ select });
  expect(verdicts.get("create-nodegroup.undone")).toBe("pass");
  expect(left).toHaveLength(0);
});

test("one that stays taken by what was refused is told", async () => {
  const refused = new Set<string>();
  const { verdicts } = await runWhole({
    select,
    instead: async (request, pass) => {
      if (request.method !== "POST" || !request.path.endsWith("/node-groups")) return pass(request);
      const name = JSON.stringify(sentIn(request)["nodegroupName"]);
      if (refused.has(name)) return answered(409, { message: "taken" }, "ResourceInUseException");
      const answer = await pass(request);
      if (answer.status === 400) refused.add(name);
      return answer;
    },
  });
  expect(verdicts.get("create-nodegroup.undone")).toBe("fail");
  expect(verdicts.get("create-nodegroup.valid")).toBe("pass");
});
