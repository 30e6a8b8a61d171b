import { expect, test } from "@jest/globals";
import { answered, runWhole } from "#tests/suites/service/whole-service.ts";

test.each([
  [
    "/identity-provider-configs/describe",
    "warn",
    "what it does not name is looked up first, as where a member is left out",
  ],
  ["/addons", "fail", "what it does not name is to be created"],
])("an empty body that %s answers with 404 is a %s: %s", async (path, verdict) => {
  const { verdicts } = await runWhole({
    select: ["api.body.empty"],
    instead: (request, pass) =>
      request.method === "POST" && request.path.endsWith(path) && request.body.length === 0
        ? answered(404, { message: "there is none" }, "ResourceNotFoundException")
        : pass(request),
  });
  expect(verdicts.get("api.body.empty")).toBe(verdict);
});
