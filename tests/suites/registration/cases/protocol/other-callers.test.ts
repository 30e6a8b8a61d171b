import { describe, expect, test } from "@jest/globals";
import type { Signing } from "#protocol/exchange.ts";
import { otherCallerCases } from "#suites/registration/cases/protocol/other-callers.ts";
import type { Features } from "#suites/plan/target-kind-settings.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { caseOf, judgeCase } from "#tests/suites/registration/cases/judge-case.ts";

const FEATURES: Features = { "expired-token": { profile: "old" }, "no-permission": { profile: "reader" } };
const CASES = otherCallerCases({ features: FEATURES, kind: "emulator" });
const EXPIRED = caseOf(CASES, "authentication/expired-token");
const DENIED = caseOf(CASES, "authentication/no-permission");

const isOther = (signing: Signing | undefined): boolean => signing?.kind === "other-caller";

const refusal = (status: number, name: string) =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "No." } });

/** Refuses what somebody else signs, where this holds of the request. */
function refusing(status: number, name: string, refuses: (method: string) => boolean = () => true): Script {
  return (request, _number, work, options) =>
    isOther(options?.signing) && refuses(request.method) ? refusal(status, name) : work();
}

describe("cases of other callers", () => {
  test("are there where their credentials were handed over, and not otherwise", () => {
    const idsOf = (features: Features): string[] =>
      otherCallerCases({ features, kind: "aws" }).map(({ requirements }) => requirements.join());
    expect(idsOf({})).toEqual([]);
    expect(idsOf({ "expired-token": "absent", "no-permission": "absent" })).toEqual([]);
    expect(idsOf({ "expired-token": { profile: "old" } })).toEqual(["api.auth.expired-token"]);
    expect(idsOf(FEATURES)).toEqual(["api.auth.expired-token", "api.auth.no-permission"]);
  });

  test("count no registration, since none is to succeed", () => {
    expect(CASES.map(({ registers }) => registers)).toEqual([0, 0]);
  });
});

describe("an expired session token", () => {
  test("is refused for a list and for a registration, and registers nothing", async () => {
    const { verdicts, target } = await judgeCase(EXPIRED, { script: refusing(403, "ExpiredTokenException") });
    expect(verdicts["api.auth.expired-token"]).toBe("pass");
    expect(verdicts["register.rejected-leaves-no-state"]).toBe("pass");
    const other = target.log.filter((_line, at) => isOther(target.options[at]?.signing));
    expect(other.map((line) => line.split(" ")[0])).toEqual(["GET", "POST"]);
  });

  test("on aws asks for the list alone", async () => {
    const [subject = EXPIRED] = otherCallerCases({ features: FEATURES, kind: "aws" });
    const { verdicts, target } = await judgeCase(subject, { script: refusing(403, "ExpiredTokenException") });
    expect(verdicts["api.auth.expired-token"]).toBe("pass");
    expect(target.sent.map(({ method }) => method)).toEqual(["GET"]);
    expect(subject).toMatchObject({ effect: "read", live: 0, needs: ["ListClusters"] });
  });

  test("that is let through for the list is asked for nothing more", async () => {
    const { verdicts, received, target } = await judgeCase(EXPIRED);
    expect(verdicts["api.auth.expired-token"]).toBe("fail");
    expect(received["api.auth.expired-token"]).toBe("200: the request was carried out");
    expect(target.sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("that is let through for the registration fails, and leaves nothing", async () => {
    const script = refusing(403, "ExpiredTokenException", (method) => method === "GET");
    const { verdicts, target } = await judgeCase(EXPIRED, { script });
    expect(verdicts["api.auth.expired-token"]).toBe("fail");
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test.each<[number, string, string]>([
    [403, "ExpiredToken", "warn"],
    [400, "ExpiredTokenException", "warn"],
    [403, "UnrecognizedClientException", "warn"],
    [403, "InvalidSignatureException", "fail"],
    [500, "InternalFailure", "fail"],
  ])("refused as %i %s: %s", async (status, name, verdict) => {
    const { verdicts } = await judgeCase(EXPIRED, { script: refusing(status, name) });
    expect(verdicts["api.auth.expired-token"]).toBe(verdict);
  });
});

describe("a caller without the permission", () => {
  test("is refused, and registers nothing", async () => {
    const { verdicts } = await judgeCase(DENIED, { script: refusing(403, "AccessDeniedException") });
    expect(verdicts["api.auth.no-permission"]).toBe("pass");
    expect(verdicts["register.rejected-leaves-no-state"]).toBe("pass");
  });

  test("that registers fails, and the cluster goes by whoever registered it", async () => {
    const { verdicts, target } = await judgeCase(DENIED);
    expect(verdicts["api.auth.no-permission"]).toBe("fail");
    const other = target.sent.filter((_request, at) => isOther(target.options[at]?.signing));
    expect(other.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("that registers where each caller sees clusters of its own leaves nothing either", async () => {
    const theirs = new Set<string>();
    const script: Script = (request, _number, work, options) => {
      if (!isOther(options?.signing)) return work();
      if (request.method === "POST") theirs.add("a cluster");
      else theirs.clear();
      return request.method === "POST"
        ? aResponse({ status: 200, body: {} })
        : refusal(404, "ResourceNotFoundException");
    };
    const { verdicts } = await judgeCase(DENIED, { script });
    expect(verdicts["api.auth.no-permission"]).toBe("fail");
    expect(theirs.size).toBe(0);
  });

  test.each<[number, string, string]>([
    [403, "AccessDenied", "warn"],
    [401, "AccessDeniedException", "fail"],
    [403, "UnrecognizedClientException", "fail"],
  ])("refused as %i %s: %s", async (status, name, verdict) => {
    const { verdicts } = await judgeCase(DENIED, { script: refusing(status, name) });
    expect(verdicts["api.auth.no-permission"]).toBe(verdict);
  });
});
