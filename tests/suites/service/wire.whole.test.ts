import { describe, expect, test } from "@jest/globals";
import type { ReferenceRequest } from "#reference/message.ts";
import { readService } from "#cli/files/reading/read-spec.ts";
import { answered, habitsOf, runWhole, withVerdict } from "./whole-service.ts";

const { contract, requirements } = readService("eks");
const ON_THE_WIRE = requirements
  .map(({ id }) => id)
  .filter((id) => /^api\.(?:body|content-type|accept|route)\./.test(id));
const select = ON_THE_WIRE;

describe("a sound server of all of EKS", () => {
  test("keeps each of them, and every operation with a body is sent one that it cannot read", async () => {
    const run = await runWhole({ select });
    expect(withVerdict(run, "fail", "warn", "inconclusive", "not-applicable")).toEqual([]);
    expect(run.left).toEqual([]);
    const { cases } = run.record.requirements.find(({ id }) => id === "api.body.invalid-json") ?? {};
    expect(cases?.length).toBeGreaterThan(0);
    const bodies = [...contract.operations.values()].filter(({ members }) =>
      members.some((each) => each.in === "body"),
    );
    const counted = run.record.requirements.find(({ id }) => id === "api.body.not-an-object")?.counts.pass ?? 0;
    expect(counted).toBeGreaterThanOrEqual(bodies.length);
  });

  test("is asked with GET alone where a run only reads", async () => {
    const run = await runWhole({ select, readOnly: "planned" });
    expect(run.requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
    expect(run.verdicts.get("api.accept.others-refused")).toBe("pass");
    expect(run.verdicts.get("api.route.unknown-path")).toBe("pass");
  });

  test("may stand behind a gateway that has its own words for what nobody serves", async () => {
    const gateway = await runWhole({
      select,
      instead: ({ method, path }) => (isServed(method, path) ? undefined : answered(403, {}, "Forbidden")),
    });
    expect(withVerdict(gateway, "fail", "warn")).toEqual([]);
  });
});

function isServed(method: string, path: string): boolean {
  const [bare = ""] = path.split("?");
  return [...contract.operations.values()].some(
    (operation) =>
      operation.method === method && new RegExp(`^${operation.path.replace(/\{[^}]*\}/g, "[^/]+")}$`).test(bare),
  );
}

describe("what one operation does with a body that it cannot read", () => {
  test.each([
    ["update-nodegroup-config.body.any-type", "api.content-type.others-refused", "warn"],
    ["update-nodegroup-config.body.text-after", "api.body.trailing-text", "warn"],
    ["create-addon.body.crash", "api.body.invalid-json", "fail"],
    ["update-addon.body.no-members", "api.body.not-an-object", "fail"],
    ["disassociate-identity-provider-config.body.crash", "api.body.not-an-object", "fail"],
  ])("%s is told by %s", async (fault, requirement, verdict) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe(verdict);
  });

  test("a server that looks at no media type still shows what was changed: the body was a valid one", async () => {
    const run = await runWhole({ habits: { reads: () => "any type" }, select: ["*nodegroup*", "api.content-type.*"] });
    expect(withVerdict(run, "warn")).toEqual(["api.content-type.others-refused"]);
    expect(withVerdict(run, "fail", "inconclusive")).toEqual([]);
    expect(run.left).toEqual([]);
  });
});

describe("a creation with more in its body than the model has", () => {
  const isOdd = ({ method, path, body }: ReferenceRequest): boolean => {
    const text = new TextDecoder().decode(body);
    return method === "POST" && path === "/clusters" && /unknownMember|__type|__proto__|(?:name".*){2}/is.test(text);
  };
  const select = ["api.body.unspecified", "api.no-server-error"];

  test("is told where a server fails at it", async () => {
    const run = await runWhole({ select, instead: (request) => (isOdd(request) ? answered(500, {}) : undefined) });
    expect(withVerdict(run, "fail")).toEqual(["api.no-server-error"]);
    expect(run.left).toEqual([]);
  });

  test("may be refused, and leaves nothing where it is taken", async () => {
    for (const instead of [
      undefined,
      (request: ReferenceRequest) => (isOdd(request) ? answered(400, {}) : undefined),
    ]) {
      const run = await runWhole({ select, ...(instead && { instead }) });
      expect(withVerdict(run, "fail", "warn")).toEqual([]);
      expect(run.left).toEqual([]);
    }
  });

  test("has no other name to any reader than the run gave it", async () => {
    const names: string[] = [];
    await runWhole({
      select,
      instead: ({ method, path, body }) => {
        const text = new TextDecoder().decode(body);
        if (method === "POST" && path === "/clusters") names.push(...(text.match(/"name"\s*:\s*[^,}]*/gi) ?? []));
        return undefined;
      },
    });
    expect(names.filter((name) => !/:\s*"[a-z]/.test(name))).toEqual([]);
  });
});

test("what an empty body makes bears a name of the target's own: it is told, and not removed on the answer's word", async () => {
  const input = { name: "default", roleArn: ROLE, resourcesVpcConfig: { subnetIds: ["subnet-0a1b2c3d"] } };
  const body = new TextEncoder().encode(JSON.stringify(input));
  const run = await runWhole({
    select: ["api.body.empty"],
    instead: (request, pass) =>
      request.method === "POST" && request.path === "/clusters" && (request.body?.length ?? 0) === 0
        ? pass({ ...request, headers: [["content-type", "application/json"]], body })
        : undefined,
  });
  expect(run.verdicts.get("api.body.empty")).toBe("fail");
  expect(run.left).toEqual(["default"]);
  expect(run.record.clusters.left.map(({ name }) => name)).toEqual(['cluster "default"']);
  expect(run.record.outcome.exitCode).toBe(5);
});

const ROLE = "arn:aws:iam::123456789012:role/any";

describe("letters of a name in the path, percent-encoded", () => {
  const select = ["api.route.encoded-label", "describe-nodegroup.valid"];
  const ID = "api.route.encoded-label";

  test("name the same resource", async () => {
    expect((await runWhole({ select })).verdicts.get(ID)).toBe("pass");
  });

  test("are told where an operation looks for them as they stand", async () => {
    const unknown = (request: ReferenceRequest): boolean =>
      request.method === "GET" && /^[/]clusters[/][^/]+[/]node-groups[/](?:%6|%7)/.test(request.path);
    const { verdicts } = await runWhole({
      select,
      instead: (request, pass) =>
        pass(unknown(request) ? { ...request, path: request.path.replaceAll("%", "%25") } : request),
    });
    expect(verdicts.get(ID)).toBe("warn");
  });
});
