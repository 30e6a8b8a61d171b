import { describe, expect, test } from "@jest/globals";
import { readService } from "#cli/files/reading/read-spec.ts";
import type { ReferenceRequest } from "#reference/message.ts";
import { answered, habitsOf, runWhole, sentIn, type WholeRun, withVerdict } from "./whole-service.ts";

const { requirements } = readService("eks");

const isCreation = ({ method, path }: ReferenceRequest): boolean => method === "POST" && /\/node-groups$/.test(path);
const isDeletion = ({ method, path }: ReferenceRequest): boolean => method === "DELETE" && /\/node-groups\//.test(path);

function reasonOf({ record }: WholeRun, id: string): string {
  return JSON.stringify(record.requirements.find((one) => one.id === id));
}

describe("requests side by side", () => {
  test.each([
    ["create-nodegroup.race.many-winners", "create-nodegroup.parallel.same-name", "fail"],
    ["create-access-entry.race.many-winners", "create-access-entry.parallel.same-name", "warn"],
    [
      "create-certificate-authority.race.token-carried-out-twice",
      "create-certificate-authority.parallel.same-token",
      "warn",
    ],
    ["tag-resource.race.undoes-tags", "tag-resource.nodegroup", "fail"],
    ["create-nodegroup.race.answers-another", "create-nodegroup.parallel.distinct", "fail"],
    ["delete-nodegroup.race.undocumented-loser", "delete-nodegroup.parallel.same-resource", "warn"],
  ])("%s is told by %s", async (fault, requirement, verdict) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe(verdict);
    expect(run.left).toEqual([]);
    const sound = await runWhole({ select: [requirement] });
    expect(sound.verdicts.get(requirement)).toBe("pass");
  });

  test("creations that are answered with each other's names are told", async () => {
    const names: string[] = [];
    const run = await runWhole({
      select: ["create-nodegroup.parallel.distinct"],
      instead: async (request, pass) => {
        const response = await pass(request);
        if (!isCreation(request)) return response;
        const own = String(sentIn(request)["nodegroupName"]);
        const other = names.at(-1) ?? own;
        names.push(own);
        return { ...response, body: String(response.body).replaceAll(own, other) };
      },
    });
    expect(run.verdicts.get("create-nodegroup.parallel.distinct")).toBe("fail");
    expect(run.left).toEqual([]);
  });

  test("a deletion that loses with an error of its own is told, one that is refused as busy is not", async () => {
    const select = ["delete-nodegroup.parallel.same-resource"];
    const losing = (status: number, code: string) => {
      const seen = new Set<string>();
      return runWhole({
        select,
        instead: (request) => {
          if (!isDeletion(request)) return undefined;
          const isAgain = seen.has(request.path);
          seen.add(request.path);
          return isAgain ? answered(status, { message: "no" }, code) : undefined;
        },
      });
    };
    const [odd, busy] = [await losing(418, "TeapotException"), await losing(409, "ResourceInUseException")];
    expect(odd.verdicts.get(select[0] ?? "")).toBe("warn");
    expect(busy.verdicts.get(select[0] ?? "")).toBe("pass");
  });
});

describe("what says nothing of a race", () => {
  test("an error that EKS gives while another one is in transition, although the operation documents none", async () => {
    let latest = "";
    const run = await runWhole({
      select: ["create-fargate-profile.parallel.*", "api.error.documented"],
      instead: async (request, pass) => {
        if (request.method !== "POST" || !request.path.endsWith("/fargate-profiles")) return pass(request);
        const name = String(sentIn(request)["fargateProfileName"]);
        const isBeside = latest !== "" && latest !== name;
        latest = name;
        // The next one finds it made.
        setImmediate(() => (latest = ""));
        return isBeside ? answered(409, { message: "in transition" }, "ResourceInUseException") : pass(request);
      },
    });
    expect(run.verdicts.get("create-fargate-profile.parallel.distinct")).toBe("not-applicable");
    expect(withVerdict(run, "fail", "warn")).toEqual([]);
  });

  test.each([
    ["a parent that is busy", 409, "ResourceInUseException"],
    ["a limit", 400, "ResourceLimitExceededException"],
    ["a pace", 429, "ThrottlingException"],
  ])("%s, whoever is told of it", async (_what, status, code) => {
    const names = new Map<string, number>();
    const run = await runWhole({
      select: ["create-nodegroup.parallel.*"],
      instead: (request) => {
        if (!isCreation(request)) return undefined;
        const name = String(sentIn(request)["nodegroupName"]);
        names.set(name, (names.get(name) ?? 0) + 1);
        // The shared one is made first.
        return names.size > 1 ? answered(status, { message: "not now" }, code) : undefined;
      },
    });
    expect(withVerdict(run, "fail", "warn")).toEqual([]);
    expect(run.verdicts.get("create-nodegroup.parallel.same-name")).not.toBe("pass");
  });

  test("one winner whose rivals are refused for a limit is unclear, and says why", async () => {
    const id = "create-nodegroup.parallel.same-name";
    const names = new Set<string>();
    const run = await runWhole({
      select: [id],
      instead: (request) => {
        const name = String(sentIn(request)["nodegroupName"]);
        if (!isCreation(request) || !names.has(name)) return void names.add(name);
        return answered(400, { message: "no more" }, "ResourceLimitExceededException");
      },
    });
    expect(run.verdicts.get(id)).toBe("inconclusive");
    expect(reasonOf(run, id)).toContain("ResourceLimitExceededException");
  });
});

test("of names a source says that they are unique, of what else identifies a resource none does", () => {
  const levels = new Map(requirements.map(({ id, level }) => [id, level]));
  expect(levels.get("create.parallel.same-name")).toBe("MUST");
  expect(levels.get("create-access-entry.parallel.same-name")).toBe("SHOULD");
  // The model has no error for a profile whose name is taken, and a parent has one capability of a type.
  expect(levels.has("create-fargate-profile.parallel.same-name")).toBe(false);
  expect(levels.has("create-capability.parallel.distinct")).toBe(false);
  // What stays whatever is asked is not made for this.
  expect([...levels.keys()].filter((id) => /subscription\.(?:parallel|history)/.test(id))).toEqual([]);
});

describe("where none of several at once is taken", () => {
  const isRegistration = ({ method, path }: ReferenceRequest): boolean =>
    method === "POST" && path === "/cluster-registrations";
  const ids = ["register.parallel.same-name", "register.parallel.same-token", "register.parallel.distinct"];
  const inUse = () => answered(409, { message: "Another one is under way." }, "ResourceInUseException");

  /** Refuses all that are under way together. */
  function refusingAtOnce() {
    let together = 0;
    return async (
      request: ReferenceRequest,
      pass: (passed: ReferenceRequest) => ReturnType<typeof answered> | never,
    ) => {
      if (!isRegistration(request)) return pass(request);
      together += 1;
      await Promise.resolve();
      const isAlone = together === 1;
      await Promise.resolve();
      together -= 1;
      return isAlone ? pass(request) : inUse();
    };
  }

  test.each(ids)("and one alone is, that is told: %s", async (id) => {
    const run = await runWhole({ select: [id], instead: refusingAtOnce() as never });
    expect(["fail", "warn"]).toContain(run.verdicts.get(id));
    expect(run.left).toEqual([]);
  });

  test.each(ids)("nor one alone, nothing is: %s", async (id) => {
    let count = 0;
    const run = await runWhole({
      select: [id],
      instead: (request, pass) => (isRegistration(request) && ++count > 1 ? inUse() : pass(request)),
    });
    expect(run.verdicts.get(id)).toBe("inconclusive");
  });
});
