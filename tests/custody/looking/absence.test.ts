import { describe, expect, test } from "@jest/globals";
import { looksUnknown, provesAbsent, saysUnknown } from "#custody/looking/absence.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { aFailedReply, aReply, anError, errorHeaders } from "#tests/suites/made-replies.ts";

const unknown = ["ResourceNotFoundException"];
const PAGE_FOR_PEOPLE = aReply({ status: 404, text: "<html>Not Found</html>" });
const TOLD_AS = { status: 400, headers: errorHeaders("ClientException") };
const TOLD = aReply({ ...TOLD_AS, body: { message: "No cluster found for name: a" } });

type Proof = "by itself" | "with the whole list" | "never";

describe("that something is not there is proved", () => {
  test.each<[what: string, answer: Reply | undefined, proof: Proof]>([
    ["a 404 with the error for it", anError(404, "ResourceNotFoundException"), "by itself"],
    ["a 404 with another error", anError(404, "NotFoundException"), "with the whole list"],
    ["a 404 for the operation", anError(404, "UnknownOperationException"), "with the whole list"],
    ["a 404 for the method", anError(404, "MethodNotAllowedException"), "with the whole list"],
    ["a 404 that names no error", aReply({ status: 404, body: {} }), "with the whole list"],
    ["a 404 that is a page for people", PAGE_FOR_PEOPLE, "with the whole list"],
    ["its error with the status of another", anError(400, "ResourceNotFoundException"), "with the whole list"],
    ["a text that says it", TOLD, "with the whole list"],
    ["another text of that error", aReply({ ...TOLD_AS, body: { message: "No cluster is yours." } }), "never"],
    ["nothing that can be asked", undefined, "with the whole list"],
    ["a 501", anError(501, "UnknownOperationException"), "never"],
    ["its error with the status of a failure", anError(500, "ResourceNotFoundException"), "never"],
    ["a 405", anError(405, "MethodNotAllowedException"), "never"],
    ["another refusal", anError(403, "AccessDeniedException"), "never"],
    ["throttling", anError(429, "TooManyRequestsException"), "never"],
    ["a failure", anError(503, "ServiceUnavailableException"), "never"],
    ["a redirect", aReply({ status: 302 }), "never"],
    ["a success that shows nothing", aReply({ status: 200, body: {} }), "never"],
    ["no answer", aFailedReply("reset"), "never"],
  ])("by %s", async (_what, answer, proof) => {
    expect(await provesAbsent({ answer, unknown }, () => false)).toBe(proof === "by itself");
    expect(await provesAbsent({ answer, unknown }, () => true)).toBe(proof !== "never");
    expect(answer !== undefined && saysUnknown(answer, unknown)).toBe(proof === "by itself");
  });

  test.each<[what: string, answer: Reply, proof: Proof]>([
    ["a refusal to look", anError(400, "InvalidParameterException"), "with the whole list"],
    ["a gateway's 400", aReply({ status: 400, text: "<html>Bad Request</html>" }), "with the whole list"],
    ["throttling", anError(400, "ThrottlingException"), "never"],
    ["another refusal", anError(403, "AccessDeniedException"), "never"],
  ])("of what nothing may be named, by %s", async (_what, answer, proof) => {
    const asked = { answer, unknown, isForbidden: true };
    expect(await provesAbsent(asked, () => true)).toBe(proof !== "never");
    expect(await provesAbsent(asked, () => false)).toBe(false);
    expect(await provesAbsent({ answer, unknown }, () => true)).toBe(false);
  });

  test("without a list where the answer decides", async () => {
    let asked = 0;
    const list = () => (asked += 1) > 0;
    for (const answer of [anError(404, "ResourceNotFoundException"), anError(500, "ServerException")]) {
      await provesAbsent({ answer, unknown }, list);
    }
    expect(asked).toBe(0);
  });
});

test.each<[what: string, first: Reply, second: Reply, isUnknown: boolean, looks: number]>([
  ["the error for it", anError(404, "ResourceNotFoundException"), TOLD, true, 1],
  ["a text that says it, and says it again", TOLD, TOLD, true, 2],
  ["a text that says it, then the error for it", TOLD, anError(404, "ResourceNotFoundException"), true, 2],
  ["a text that says it, and then a cluster", TOLD, aReply({ status: 200, body: {} }), false, 2],
  ["a text that says it, and then no answer", TOLD, aFailedReply("reset"), false, 2],
  ["another error", anError(403, "AccessDeniedException"), TOLD, false, 1],
])(
  "a look is believed by itself, a text only with a second look: %s",
  async (_what, first, second, isUnknown, looks) => {
    let asked = 1;
    const again = () => Promise.resolve(((asked += 1), second));
    expect(await looksUnknown(first, again, unknown)).toBe(isUnknown);
    expect(asked).toBe(looks);
  },
);
