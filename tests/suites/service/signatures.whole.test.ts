import { describe, expect, test } from "@jest/globals";
import type { ReferenceRequest } from "#reference/message.ts";
import { answered, runWhole, withVerdict } from "./whole-service.ts";

const select = ["api.auth.*"];
const IDS = [
  "api.auth.bad-signature",
  "api.auth.body-not-covered",
  "api.auth.expired-date",
  "api.auth.malformed",
  "api.auth.unknown-key",
  "api.auth.unsigned",
  "api.auth.wrong-region",
  "api.auth.wrong-service",
];

test("a service that verifies each signature is told so, and is left with nothing", async () => {
  const run = await runWhole({ select, auth: true });
  expect(withVerdict(run, "pass").sort()).toEqual(IDS);
  expect(withVerdict(run, "fail", "warn", "inconclusive", "error")).toEqual([]);
  expect(run.left).toEqual([]);
});

describe("one operation that looks at no signature is found among all the others", () => {
  test.each([
    ["reads", "DescribeNodegroup"],
    ["creates what belongs to nothing", "CreateCluster"],
    ["creates what belongs to something", "CreateNodegroup"],
    ["changes", "UpdateClusterConfig"],
    ["deletes", "DeleteCluster"],
    ["tags", "TagResource"],
  ])("where it %s", async (_what, name) => {
    const run = await runWhole({ select, auth: true, habits: { trusts: (operation) => operation.name === name } });
    expect(withVerdict(run, "fail")).toEqual(expect.arrayContaining(["api.auth.unsigned", "api.auth.bad-signature"]));
    expect(run.left).toEqual([]);
    expect(run.record.clusters.left).toEqual([]);
  });
});

test.each(["DeleteAddon", "RegisterCluster", "TagResource"])(
  "a service that verifies %s alone is one that verifies",
  async (name) => {
    const run = await runWhole({ select, auth: true, habits: { trusts: (operation) => operation.name !== name } });
    expect(run.verdicts.get("api.auth.unsigned")).toBe("fail");
    expect(run.left).toEqual([]);
  },
);

test("where no operation looks at signatures, that is said, and nobody asks further", async () => {
  const run = await runWhole({ select });
  expect(withVerdict(run, "not-applicable").filter((id) => id.startsWith("api.auth."))).toEqual(
    expect.arrayContaining(IDS),
  );
  const [unsigned] = run.record.requirements.filter(({ id }) => id === "api.auth.unsigned");
  expect(unsigned?.reason).toBe("the endpoint does not verify signatures");
});

test("an operation that this caller may not use at all says nothing of signatures", async () => {
  const denies = ({ method, path }: ReferenceRequest): boolean =>
    method === "DELETE" && /^\/clusters\/[^/]+$/.test(path);
  const run = await runWhole({
    select,
    auth: true,
    instead: (request) =>
      denies(request) ? answered(403, { message: "not authorized" }, "AccessDeniedException") : undefined,
  });
  expect(withVerdict(run, "fail", "warn").filter((id) => id.startsWith("api.auth."))).toEqual([]);
});
