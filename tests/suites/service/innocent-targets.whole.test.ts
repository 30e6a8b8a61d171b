import { describe, expect, test } from "@jest/globals";
import { isJsonObject } from "#spec/json/json.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { answered, runWhole, sentIn, withVerdict } from "./whole-service.ts";

describe("what EKS was seen to do", () => {
  test("pages of one identity provider, and no other size, are observed and not charged", async () => {
    const run = await runWhole({
      select: ["list-identity-provider-configs.*"],
      instead: ({ path }) => {
        const [, size] = /identity-provider-configs\?.*maxResults=([^&]*)/.exec(path) ?? [];
        if (size === undefined || size === "1") return undefined;
        return answered(400, { message: "maxResults needs to be 1" }, "InvalidParameterException");
      },
    });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.verdicts.get("list-identity-provider-configs.max-results.maximum.accepts")).toBe("info");
    expect(run.record.outcome.exitCode).toBe(0);
  });

  test("in the mode CONFIG_MAP, which a cluster has unless told, each access entry is refused", async () => {
    const modes = new Map<unknown, string>();
    const run = await runWhole({
      select: ["*access-entr*", "*access-polic*"],
      instead: async (request, pass) => {
        const { name, accessConfig } = sentIn(request);
        if (request.method === "POST" && request.path === "/clusters")
          modes.set(
            name,
            (isJsonObject(accessConfig) && plainText(accessConfig["authenticationMode"])) || "CONFIG_MAP",
          );
        const [, cluster = ""] = /^\/clusters\/([^/]+)\/access-entries/.exec(request.path) ?? [];
        if (modes.get(cluster) !== "CONFIG_MAP") return pass(request);
        const message = "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP]";
        return answered(400, { message }, "InvalidRequestException");
      },
    });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.verdicts.get("create-access-entry.kubernetes-groups.type")).toBe("pass");
    expect(run.record.outcome.exitCode).toBe(0);
    expect(run.left).toEqual([]);
  });

  test("logs of no type that are switched on are not shown", async () => {
    const hides = JSON.stringify({ types: [], enabled: true });
    const run = await runWhole({
      select: ["create.shown.optional"],
      instead: async (request, pass) => {
        const response = await pass(request);
        return { ...response, body: String(response.body).replace(hides, "") };
      },
    });
    expect(run.verdicts.get("create.shown.optional")).toBe("pass");
  });

  test("a reader that takes numbers and truth values for names finds no name of another case's", async () => {
    const run = await runWhole({
      select: ["create.name.type.scalar", "register.name.type.scalar"],
      instead: (request, pass) => {
        if (request.method !== "POST") return undefined;
        const text = Buffer.from(request.body).toString();
        const read = text.replace(
          /"name":(-?[\d.]+|true|false)([,}])/,
          (_all, value: string, end: string) => `"name":"${value.replaceAll(".", "-")}"${end}`,
        );
        return pass({ ...request, body: Buffer.from(read) });
      },
    });
    expect(JSON.stringify(run.record)).not.toContain("received 409");
    expect(run.verdicts.get("create.name.type.scalar")).toBe("warn");
    // They show the run's tag, by which they are removed.
    expect(run.left).toEqual([]);
    expect(run.record.clusters.left).toEqual([]);
  });
});
