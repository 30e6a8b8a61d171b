import { verifiesSignatures } from "../../../../../suites/signing/verified.ts";
import { describe, expect, test } from "@jest/globals";
import { AUTHENTICATION_CASES } from "../../../../../suites/registration/cases/protocol/authentication.ts";
import type { Signing } from "../../../../../protocol/exchange.ts";
import { aFailedReply, anError, aReply, aResponse, errorHeaders } from "../../../made-replies.ts";
import type { Script } from "../../../fake-target.ts";
import { caseOf, judgeCase, ownVerdicts } from "../judge-case.ts";

/** What a proper endpoint answers to each way of signing. */
const PROPER: Readonly<Record<Exclude<Signing["kind"], "sign">, readonly [number, string]>> = {
  none: [403, "MissingAuthenticationTokenException"],
  "unknown-key": [403, "UnrecognizedClientException"],
  "wrong-secret": [403, "InvalidSignatureException"],
  "corrupt-signature": [403, "InvalidSignatureException"],
  "wrong-service": [403, "InvalidSignatureException"],
  "wrong-region": [403, "InvalidSignatureException"],
  skewed: [403, "InvalidSignatureException"],
  "body-not-covered": [403, "InvalidSignatureException"],
  "other-caller": [403, "AccessDeniedException"],
  verbatim: [403, "IncompleteSignatureException"],
};

const answering =
  (status: number, name: string): Script =>
  (request, _number, work) =>
    request.method === "POST" ? aResponse({ status, headers: errorHeaders(name), body: { message: "no" } }) : work();

const verifying: Script = (request, number, work, options) => {
  const kind = options?.signing?.kind ?? "sign";
  return kind === "sign" ? work() : answering(...PROPER[kind])(request, number, work);
};

const JUDGED = AUTHENTICATION_CASES.filter(({ id }) => !id.includes("skew-"));

test.each(JUDGED)("$id is refused properly, and creates nothing", async (subject) => {
  const [requirement = ""] = subject.requirements;
  const { verdicts, target } = await judgeCase(subject, { script: verifying });
  expect(verdicts[requirement]).toBe("pass");
  expect(target.options[0]?.signing?.kind).not.toBe("sign");
  const looked = subject.id === "authentication/wrong-secret";
  expect(target.log.slice(1)).toEqual(looked ? [expect.stringMatching(/^GET \/clusters\//)] : []);
  expect(verdicts["register.rejected-leaves-no-state"]).toBe(looked ? "pass" : undefined);
  expect(subject).toMatchObject({ registers: 0, needs: ["RegisterCluster"] });
});

test.each(JUDGED)("$id that is carried out fails, and says so", async (subject) => {
  const [requirement = ""] = subject.requirements;
  const { verdicts, received, target } = await judgeCase(subject);
  expect(verdicts[requirement]).toBe(requirement === "api.auth.wrong-region" ? "warn" : "fail");
  expect(received[requirement]).toBe("200: the request was carried out");
  expect(target.reference.clusterNames()).toEqual([]);
});

describe("refusals that are tolerated, and others", () => {
  test.each<[string, number, string, "pass" | "warn" | "fail"]>([
    ["unsigned", 403, "MissingAuthenticationToken", "warn"],
    ["unsigned", 403, "AccessDeniedException", "fail"],
    ["unsigned", 401, "MissingAuthenticationTokenException", "fail"],
    ["unknown-key", 403, "InvalidClientTokenId", "warn"],
    ["unknown-key", 403, "InvalidSignatureException", "fail"],
    ["wrong-secret", 403, "SignatureDoesNotMatch", "warn"],
    ["wrong-secret", 403, "UnrecognizedClientException", "fail"],
    ["corrupt-signature", 403, "SignatureDoesNotMatch", "warn"],
    ["corrupt-signature", 400, "InvalidSignatureException", "fail"],
    ["wrong-service", 403, "UnrecognizedClientException", "warn"],
    ["wrong-service", 403, "SignatureDoesNotMatch", "warn"],
    ["too-old", 403, "SignatureDoesNotMatch", "warn"],
    ["too-old", 400, "RequestExpired", "warn"],
    ["too-old", 403, "RequestExpired", "warn"],
    ["too-old", 400, "InvalidSignatureException", "warn"],
    ["too-early", 403, "ExpiredTokenException", "warn"],
    ["too-early", 403, "UnrecognizedClientException", "fail"],
    ["body-not-covered", 403, "SignatureDoesNotMatch", "warn"],
    ["body-not-covered", 400, "SerializationException", "fail"],
    ["malformed-1", 403, "MissingAuthenticationTokenException", "pass"],
    ["malformed-1", 403, "MissingAuthenticationToken", "warn"],
    ["malformed-2", 403, "MissingAuthenticationToken", "warn"],
    ["wrong-region", 403, "InvalidClientTokenId", "warn"],
    ["malformed-1", 401, "MissingAuthenticationTokenException", "fail"],
    ["malformed-1", 400, "IncompleteSignatureException", "warn"],
    ["malformed-2", 403, "IncompleteSignature", "warn"],
    ["malformed-3", 400, "IncompleteSignature", "warn"],
    ["malformed-3", 403, "MissingAuthenticationTokenException", "warn"],
    ["malformed-3", 403, "InvalidSignatureException", "fail"],
    ["malformed-1", 500, "InternalFailure", "fail"],
  ])("%s: %i %s is %s", async (id, status, name, verdict) => {
    const subject = caseOf(AUTHENTICATION_CASES, `authentication/${id}`);
    const own = await ownVerdicts(subject, { script: answering(status, name) });
    expect(Object.values(own)).toEqual([verdict]);
  });
});

test("a date 5 to 15 minutes off is only observed, on both sides", async () => {
  for (const [id, seconds] of [
    ["behind", -600],
    ["ahead", 600],
  ] as const) {
    const subject = caseOf(AUTHENTICATION_CASES, `authentication/skew-${id}`);
    for (const script of [answering(403, "InvalidSignatureException"), answering(500, "ServerException")]) {
      expect(await ownVerdicts(subject, { script })).toEqual({ "api.auth.skew": "info" });
    }
    const { verdicts, target } = await judgeCase(subject);
    expect(verdicts["api.auth.skew"]).toBe("info");
    expect(target.options[0]?.signing).toEqual({ kind: "skewed", seconds });
  }
});

test("requests are dated 20 minutes off, on both sides", async () => {
  const signings = await Promise.all(
    ["too-old", "too-early"].map(
      async (id) => (await judgeCase(caseOf(AUTHENTICATION_CASES, `authentication/${id}`))).target.options[0]?.signing,
    ),
  );
  expect(signings).toEqual([
    { kind: "skewed", seconds: -1_200 },
    { kind: "skewed", seconds: 1_200 },
  ]);
});

const RIGHT = aReply({ status: 200, body: {} });
const UNKNOWN = anError(404, "ResourceNotFoundException");
const DENIED = anError(403, "InvalidSignatureException");

test.each([
  ["a wrong one denied, a right one taken", RIGHT, DENIED, true],
  ["a wrong one denied, a right one told that there is no such cluster", UNKNOWN, DENIED, true],
  ["a wrong one denied with 401", RIGHT, aReply({ status: 401 }), true],
  ["a wrong one taken", RIGHT, RIGHT, false],
  ["both denied", DENIED, DENIED, false],
  ["a wrong one lost", RIGHT, aFailedReply("reset"), false],
  ["a wrong one met by a failure", RIGHT, aReply({ status: 500 }), false],
])(
  "signatures are verified where a wrong one is denied and a right one is not: %s",
  (_what, right, wrong, verified) => {
    expect(verifiesSignatures(right, wrong)).toBe(verified);
  },
);
