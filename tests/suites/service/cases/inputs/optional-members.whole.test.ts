import { describe, expect, test } from "@jest/globals";
import { answered, runWhole, sentIn } from "../../whole-service.ts";

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
