import { describe, expect, test } from "@jest/globals";
import { common, isHeld } from "../../../../../suites/service/inputs/held-as-sent.ts";
import { answered, runWhole, sentIn } from "../../whole-service.ts";

const text = { type: ["string", "null"] } as const;
const labels = { type: "object", additionalProperties: { type: "string" } } as const;

describe("what a change and a description of its outcome have in common", () => {
  test("is a member that both have, whatever else either has", () => {
    const sent = { type: "object", properties: { role: text, force: { type: "boolean" } } } as const;
    const shown = { type: "object", properties: { role: { type: "string" }, status: text } } as const;
    expect(common({ role: "r", force: true }, sent, shown)).toEqual({ role: "r" });
  });

  test("is nothing where a change is told in other terms than its outcome", () => {
    const change = {
      type: "object",
      properties: { addOrUpdateLabels: labels, removeLabels: { type: "array" } },
    } as const;
    const sent = { type: "object", properties: { labels: change } } as const;
    const shown = { type: "object", properties: { labels } } as const;
    expect(common({ labels: { addOrUpdateLabels: { a: "b" } } }, sent, shown)).toBeUndefined();
  });

  test("is what a list's items have in common", () => {
    const rule = { type: "object", properties: { key: text } } as const;
    const list = (items: object) => ({ type: "object", properties: { rules: { type: "array", items } } }) as const;
    const value = { rules: [{ key: "k" }] };
    expect(common(value, list(rule), list({ type: "object", properties: { key: text, id: text } }))).toEqual(value);
    expect(common(value, list(rule), list({ type: "object", properties: { id: text } }))).toBeUndefined();
    const rows = { type: "array", items: text } as const;
    expect(common({ rules: [["k", "l"]] }, list(rows), list(rows))).toEqual({ rules: [["k", "l"]] });
    const user = { type: "object", properties: { name: text, password: text } } as const;
    const users = { rules: [{ name: "a", password: "p" }] };
    const shown = list({ type: "object", properties: { name: text } });
    expect(common(users, list(user), shown)).toEqual({ rules: [{ name: "a" }] });
  });
});

describe("what was sent is held", () => {
  test("where it is shown among more", () => {
    const shown = { types: ["api", "audit"], enabled: true, since: 7 };
    expect(isHeld({ types: ["audit"], enabled: true }, shown)).toBe(true);
  });

  test("where nothing is shown of what is empty", () => {
    expect(isHeld({ types: [], more: {}, none: null }, undefined)).toBe(true);
  });

  test("where an item of it is about an empty list: logs of no type are switched on", () => {
    const sent = { clusterLogging: [{ types: [], enabled: true }] };
    const shown = { clusterLogging: [{ types: ["api", "audit"], enabled: false }] };
    expect(isHeld(sent, shown)).toBe(true);
    expect(isHeld({ clusterLogging: [{ types: ["api"], enabled: true }] }, shown)).toBe(false);
  });

  test("not where a value, an item or a member is another or is not there", () => {
    expect(isHeld({ enabled: true }, { enabled: false })).toBe(false);
    expect(isHeld({ types: ["api", "audit"] }, { types: ["api"] })).toBe(false);
    expect(isHeld({ zone: { enabled: true } }, {})).toBe(false);
  });
});

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
