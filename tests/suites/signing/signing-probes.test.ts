import { verifiesSignatures, withOpenDoor } from "#suites/signing/verified.ts";
import { describe, expect, test } from "@jest/globals";
import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import { probesInTurn, SIGNING_PROBES, type SigningProbe } from "#suites/signing/signing-probes.ts";
import { aFailedReply, anError, aReply } from "#tests/suites/made-replies.ts";

function probeOf(id: string): SigningProbe {
  const probe = SIGNING_PROBES.find((each) => each.id === id);
  if (probe === undefined) throw new Error(`no probe ${id}`);
  return probe;
}

const REFUSED = SIGNING_PROBES.flatMap(({ id, proper }) => (proper === "either" ? [] : { id, proper }));

test.each(REFUSED)("$id that is carried out is missed, and says so", ({ proper }) => {
  const carriedOut = aReply({ status: 200, body: {} });
  const finding = withOpenDoor(judgeRefusedAs(carriedOut, proper), carriedOut);
  expect(finding).toMatchObject({ grade: "missed", received: "200: the request was carried out" });
});

describe("refusals that are tolerated, and others", () => {
  test.each<[string, number, string, "met" | "tolerated" | "missed"]>([
    ["unsigned", 403, "MissingAuthenticationToken", "tolerated"],
    ["unsigned", 403, "AccessDeniedException", "missed"],
    ["unsigned", 401, "MissingAuthenticationTokenException", "missed"],
    ["unknown-key", 403, "InvalidClientTokenId", "tolerated"],
    ["unknown-key", 403, "InvalidSignatureException", "missed"],
    ["wrong-secret", 403, "SignatureDoesNotMatch", "tolerated"],
    ["wrong-secret", 403, "UnrecognizedClientException", "missed"],
    ["corrupt-signature", 403, "SignatureDoesNotMatch", "tolerated"],
    ["corrupt-signature", 400, "InvalidSignatureException", "missed"],
    ["wrong-service", 403, "UnrecognizedClientException", "tolerated"],
    ["wrong-service", 403, "SignatureDoesNotMatch", "tolerated"],
    ["too-old", 403, "SignatureDoesNotMatch", "tolerated"],
    ["too-old", 400, "RequestExpired", "tolerated"],
    ["too-old", 403, "RequestExpired", "tolerated"],
    ["too-old", 400, "InvalidSignatureException", "tolerated"],
    ["too-early", 403, "ExpiredTokenException", "tolerated"],
    ["too-early", 403, "UnrecognizedClientException", "missed"],
    ["body-not-covered", 403, "SignatureDoesNotMatch", "tolerated"],
    ["body-not-covered", 400, "SerializationException", "missed"],
    ["malformed-1", 403, "MissingAuthenticationTokenException", "met"],
    ["malformed-1", 403, "MissingAuthenticationToken", "tolerated"],
    ["malformed-2", 403, "MissingAuthenticationToken", "tolerated"],
    ["wrong-region", 403, "InvalidClientTokenId", "tolerated"],
    ["malformed-1", 401, "MissingAuthenticationTokenException", "missed"],
    ["malformed-1", 400, "IncompleteSignatureException", "tolerated"],
    ["malformed-2", 403, "IncompleteSignature", "tolerated"],
    ["malformed-3", 400, "IncompleteSignature", "tolerated"],
    ["malformed-3", 403, "MissingAuthenticationTokenException", "tolerated"],
    ["malformed-3", 403, "InvalidSignatureException", "missed"],
    ["malformed-1", 500, "InternalFailure", "missed"],
  ])("%s: %i %s is %s", (id, status, name, grade) => {
    const { proper } = probeOf(id);
    if (proper === "either") throw new Error(`${id} may be refused or not`);
    expect(judgeRefusedAs(anError(status, name), proper).grade).toBe(grade);
  });
});

test("requests are dated 20 minutes off where they must be refused, and 10 where they may, on both sides", () => {
  const dated = SIGNING_PROBES.flatMap(({ signing, proper }) =>
    signing.kind === "skewed" ? [[signing.seconds, proper === "either"]] : [],
  );
  expect(dated).toEqual([
    [-1_200, false],
    [1_200, false],
    [-600, true],
    [600, true],
  ]);
});

test.each([1, 7, 70])("of %i operations each probe is tried on some, and two on each", (of) => {
  const tried = Array.from({ length: of }, (_, index) => probesInTurn(index, of, { hasBody: index === 0 }));
  expect(new Set(tried.flat())).toEqual(new Set(SIGNING_PROBES));
  const everywhere = ["unsigned", "wrong-secret"].map(probeOf);
  for (const probes of tried) expect(probes).toEqual(expect.arrayContaining(everywhere));
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
