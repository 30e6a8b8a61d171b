import { describe, expect, test } from "@jest/globals";
import { answered, runWhole, sentIn } from "#tests/suites/service/whole-service.ts";

describe("optional members within a structure of the plain input", () => {
  const CREATES = "POST /clusters";

  async function inputsOf(refuses: (network: object) => boolean): Promise<string[][]> {
    const sent: string[][] = [];
    await runWhole({
      select: ["create.shown.optional"],
      instead: async (request, pass) => {
        if (`${request.method} ${request.path}` !== CREATES) return pass(request);
        const network = sentIn(request)["resourcesVpcConfig"] as object;
        sent.push(Object.keys(network));
        return refuses(network) ? answered(400, { message: "no" }, "InvalidParameterException") : pass(request);
      },
    });
    return sent.filter((names) => names.length > 1);
  }

  test("are sent together, and no more where that is taken", async () => {
    const [all, ...more] = await inputsOf(() => false);
    expect(all).toEqual(expect.arrayContaining(["securityGroupIds", "endpointPrivateAccess", "publicAccessCidrs"]));
    expect(more).toEqual([]);
  });

  test("are sent by themselves where it is refused", async () => {
    const [all = [], ...more] = await inputsOf((network) => Object.keys(network).length > 2);
    const apart = new Set(more.map((names) => names.find((name) => name !== "subnetIds")));
    expect(apart).toEqual(new Set(all.filter((name) => name !== "subnetIds")));
  });
});

/** A member of a request's body, as far as it goes. */
function within(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== "object" || value === null) return value;
  return within((value as Readonly<Record<string, unknown>>)[name], rest);
}

describe("of members that go with one kind, or in place of one another", () => {
  test.each([
    ["create-capability.shown.optional", [["configuration", "argoCd"]]],
    [
      "create-nodegroup.shown.optional",
      [
        ["launchTemplate", "id"],
        ["launchTemplate", "name"],
      ],
    ],
    [
      "update-nodegroup-config.applied.optional",
      [
        ["updateConfig", "maxUnavailable"],
        ["updateConfig", "maxUnavailablePercentage"],
      ],
    ],
  ])("%s has no case that sends them together", async (requirement, together) => {
    let sent = 0;
    const { verdicts } = await runWhole({
      select: [requirement],
      instead: (request, pass) => {
        const body = request.body.length === 0 ? {} : sentIn(request);
        if (together.every((path) => within(body, path) !== undefined)) sent += 1;
        return pass(request);
      },
    });
    expect(sent).toBe(0);
    expect(verdicts.get(requirement)).toBe("pass");
  });
});
