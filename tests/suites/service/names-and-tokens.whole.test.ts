import { describe, expect, test } from "@jest/globals";
import { readService } from "#cli/files/reading/read-spec.ts";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { answered, habitsOf, runWhole, sentIn, withVerdict } from "./whole-service.ts";

test("what fails once it has made something is asked for under another name each time", async () => {
  const { record } = await runWhole({
    select: ["create-pod-identity-association.tags.*"],
    instead: async (request, pass) => {
      const { tags, ...others } = sentIn(request);
      if (typeof tags !== "string") return pass(request);
      const { status } = await pass({
        ...request,
        body: Buffer.from(JSON.stringify({ ...others, clientRequestToken: undefined })),
      });
      return answered(status === 200 ? 500 : status, {}, status === 200 ? "InternalError" : "ResourceInUseException");
    },
  });
  const failed = record.requirements.find(({ id }) => id === "create-pod-identity-association.tags.type");
  expect(failed?.verdict).toBe("fail");
  expect(failed?.cases.map(({ judgement }) => judgement.received)).toEqual(["500 InternalError"]);
});

describe("names of every look live under themselves", () => {
  test.each([
    ["create-nodegroup.nodegroup-name.lowered", "describe-nodegroup.valid"],
    ["create-cluster.name.cut", "describe.valid"],
    ["create-fargate-profile.fargate-profile-name.lowered", "describe-fargate-profile.valid"],
  ])("%s is told by %s", async (fault, requirement) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe("fail");
    expect((await runWhole({ select: [requirement] })).verdicts.get(requirement)).toBe("pass");
  });

  test.each([[20113, "DescribeFargateProfile: another type of ARN", "describe-fargate-profile"]])(
    "a name of a hundred characters is told where the model has no limit: %i, %s",
    async (drawn, _what, prefix) => {
      const run = await runWhole({ drawn, select: [`${prefix}.*`] });
      expect(withVerdict(run, "fail", "warn").length).toBeGreaterThan(0);
      expect(withVerdict(await runWhole({ select: [`${prefix}.*`] }), "fail", "warn", "inconclusive")).toEqual([]);
    },
  );

  test("a server that takes no capitals is not charged with it: only what it accepts must live", async () => {
    const run = await runWhole({
      select: ["describe-nodegroup.*", "delete-nodegroup.*", "list-nodegroups.listed.*"],
      instead: (request, pass) =>
        request.method === "POST" && /"nodegroupName":"[^"]*[A-Z_]/.test(new TextDecoder().decode(request.body))
          ? answered(400, { message: "no" }, "InvalidParameterException")
          : pass(request),
    });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.left).toEqual([]);
  });

  test("a list that shows small letters alone is told", async () => {
    const run = await runWhole({
      select: ["list-nodegroups.listed.nodegroup"],
      instead: async (request, pass) => {
        const response = await pass(request);
        if (request.method !== "GET" || !/\/node-groups(?:\?|$)/.test(request.path)) return response;
        return { ...response, body: String(response.body).toLowerCase().replace("nexttoken", "nextToken") };
      },
    });
    expect(run.verdicts.get("list-nodegroups.listed.nodegroup")).toBe("fail");
  });
});

describe("what goes wrong under a condition alone is met by a whole life", () => {
  const draw = faultDrawer(serviceOf("eks"));
  test.each([
    [1521, "DeleteNodegroup: Leaves /nodegroup out of its answer, when it has fifty tags.", "delete-nodegroup.names"],
    [
      410,
      "DeleteFargateProfile: Leaves /fargateProfile out of its answer, when its name begins with a digit.",
      "delete-fargate-profile.names",
    ],
    [
      698,
      "ListNodegroups: Leaves out the last item of every page, when it belongs to another than the first of its parents.",
      "list-nodegroups.listed.nodegroup",
    ],
    [
      4237,
      "CreateNodegroup: Finds what belongs to another parent, when its name has a hundred characters.",
      "create-nodegroup.elsewhere",
    ],
    [
      28618,
      "CreateNodegroup: Answers a name that is taken with another code, when its name begins with a digit.",
      "create-nodegroup.taken",
    ],
    [
      20312,
      "CreateNodegroup: Answers invalid input with another status, when its name begins with a capital.",
      "create-nodegroup.scaling-config.max-size.minimum",
    ],
    [
      20266,
      "DeleteCertificateAuthority: Answers /certificateAuthority/id with another type, when the request has a token.",
      "delete-certificate-authority.names",
    ],
    [
      20206,
      "CreateCapability: Ignores clientRequestToken, when its name has fifty characters or more.",
      "create-capability.token",
    ],
    [20347, "CreateAddon: Answers what is not there with another status, when it has one tag.", "create-addon.unknown"],
    [
      916,
      "DescribeUpdate: Answers what is not there with another status, every fifth time.",
      "describe-update.unknown",
    ],
    [
      9015,
      "UpdateCapability: Ignores clientRequestToken, when its name has a hundred characters.",
      "update-capability.token",
    ],
    [
      9035,
      "DescribeCapability: Finds what belongs to another parent, when its name has fifty characters or more.",
      "describe-capability.elsewhere",
    ],
    [
      9030,
      "UpdateNodegroupConfig: Keeps another updateConfig than was sent, when its name has a hundred characters.",
      "update-nodegroup-config.applied.optional",
    ],
    [
      9226,
      "DisassociateAccessPolicy: Succeeds with 201, not 200, when it belongs to another than the first of its parents.",
      "disassociate-access-policy.valid",
    ],
    [
      9092,
      "DescribeIdentityProviderConfig: Finds what belongs to another parent, when its name begins with a small letter.",
      "describe-identity-provider-config.elsewhere",
    ],
  ])("drawn-%i: %s", async (drawn, sentence, requirement) => {
    expect(draw(drawn).sentence).toBe(sentence);
    const { verdicts } = await runWhole({ drawn, select: [requirement, "describe-*.valid"] });
    expect(verdicts.get(requirement)).toMatch(/^(?:fail|warn)$/);
  });
});

describe("what takes its time to become ready", () => {
  /** Changes of node groups in all lives. */
  const changesAt = async (looks: number): Promise<number> => {
    const { requests } = await runWhole({ habits: { looks }, select: ["list-nodegroups.listed.nodegroup"] });
    return requests.filter((line) => /^POST .*\/node-groups\/[^/]+\/update-config$/.test(line)).length;
  };

  test("is changed in its first life alone, since each change may take as long", async () => {
    const [quick, slow] = [await changesAt(0), await changesAt(14)];
    expect(slow).toBeGreaterThan(0);
    expect(slow).toBeLessThan(quick);
  });
});

describe("client tokens that are almost one", () => {
  test.each([
    ["create-nodegroup.client-request-token.cut", "create-nodegroup.token.distinct"],
    ["create-nodegroup.client-request-token.folded", "create-nodegroup.token.distinct"],
  ])("%s is told by %s", async (fault, requirement) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe("fail");
  });

  test.each([
    ["fail", "create-nodegroup.client-request-token.folded"],
    ["pass", undefined],
  ])("where the answer to a creation tells no two apart, what is there does: %s of %s", async (verdict, fault) => {
    const { table } = readService("eks");
    const resources = table.resources.map((one) => (one.name === "nodegroup" ? { ...one, arn: "/none" } : one));
    const requirement = "create-nodegroup.token.distinct";
    const run = await runWhole({
      table: { ...table, created: undefined, resources },
      habits: fault === undefined ? {} : habitsOf(fault),
      select: [requirement],
    });
    expect(run.verdicts.get(requirement)).toBe(verdict);
  });

  test("a cluster that has room for one more node group alone is charged with nothing", async () => {
    let made = 0;
    const run = await runWhole({
      select: ["create-nodegroup.token.distinct"],
      instead: (request, pass) => {
        const isCreation = request.method === "POST" && /\/node-groups$/.test(request.path);
        made += isCreation ? 1 : 0;
        return isCreation && made > 2
          ? answered(400, { message: "too many" }, "ResourceLimitExceededException")
          : pass(request);
      },
    });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
  });
});

test("what neither shows, changes nor removes one of a kind is sent on those of every look, too", async () => {
  const { table } = readService("eks");
  const resources = table.resources.map((one) =>
    one.name === "nodegroup" ? { ...one, updates: [], others: ["UpdateNodegroupVersion"] } : one,
  );
  const run = await runWhole({
    table: { ...table, resources },
    select: ["update-nodegroup-version.valid", "describe-nodegroup.valid"],
    instead: async (request, pass) => {
      const response = await pass(request);
      const isOdd = /\/node-groups\/0[^/]*\/update-version$/.test(request.path) && response.status === 200;
      return isOdd ? { ...response, status: 201 } : response;
    },
  });
  expect(run.verdicts.get("update-nodegroup-version.valid")).toBe("fail");
});

test("fifty tags are fifty where the run's own is one of them", async () => {
  const { table } = readService("eks");
  const resources = table.resources.map(({ stays, ...one }) =>
    stays === undefined || one.name === "eks-anywhere-subscription" ? one : { ...one, stays },
  );
  const drawn = 2243;
  const words = "DeleteEksAnywhereSubscription: Succeeds with 201, not 200, when it has fifty tags.";
  expect(faultDrawer(serviceOf("eks"))(drawn).sentence).toBe(words);
  const select = ["delete-eks-anywhere-subscription.*", "describe-eks-anywhere-subscription.valid"];
  const { verdicts } = await runWhole({ drawn, table: { ...table, resources }, select });
  expect(verdicts.get("delete-eks-anywhere-subscription.valid")).toBe("fail");
});
