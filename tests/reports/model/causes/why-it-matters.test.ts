import { expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { REASONS, type Reason } from "#reports/model/causes/why-it-matters.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

type Answered = Partial<RequirementResult> & { readonly exchange?: Evidence };

function matters({ exchange = anEvidence({ status: 200, responseBody: body("{}") }), ...parts }: Answered): string[] {
  const verdict = parts.verdict ?? "fail";
  const cases = [aCase({ requirement: parts.id, verdict, exchanges: [exchange] })];
  const requirement = aRequirement({ area: "lifecycle", cases, ...parts, verdict });
  return causesOf(aRecord({ requirements: [requirement] })).map((cause) => cause.matters);
}

const said = (reason: Reason): string[] => [REASONS[reason].replaceAll("{service}", "EKS")];
const unanswered = (kind: "reset" | "timeout"): Evidence => ({
  ...anEvidence({ status: 200 }),
  response: undefined,
  failure: { kind, message: "none" },
});

test("an excuse that is stale is told as that, whatever its requirement matters for", () => {
  expect(matters({ id: "list.paging", verdict: "stale" })).toEqual(said("stale"));
});

test("a client waits only where nothing ends the connection", () => {
  expect(matters({ id: "api.answers", exchange: unanswered("reset") })).toEqual(said("cut-off"));
  expect(matters({ id: "api.answers", exchange: unanswered("timeout") })).toEqual(said("silent"));
});

test("a repeat that is refused registers nothing twice", () => {
  const refused = anEvidence({ status: 409, responseBody: body('{"code":"ResourceInUseException"}') });
  expect(matters({ id: "register.token.replay", exchange: refused })).toEqual(said("repeat-refused"));
  expect(matters({ id: "register.token.replay" })).toEqual(said("not-idempotent"));
});

test("AWS SDKs check more of a type than of a length", () => {
  const subject = { input: "name", side: "reject" } as const;
  expect(matters({ id: "register.name.type", subject })).toEqual(said("takes-mistyped"));
  expect(matters({ id: "register.name.max-length", subject })).toEqual(said("takes-invalid"));
});

test("the form of a time matters where it is judged, not where an earlier time was to be shown again", () => {
  const at = "/cluster/createdAt";
  const differing = (id: string, subject?: { readonly output: string }) => {
    const one = aCase({
      requirement: id,
      verdict: "fail",
      exchanges: [anEvidence({ status: 200, responseBody: body("{}") })],
    });
    const differences = [{ at, expected: "1795857507.57", received: "1795857507.522" }];
    const cases = [{ ...one, judgement: { ...one.judgement, differences } }];
    const requirements = [aRequirement({ id, area: "lifecycle", verdict: "fail", cases, ...(subject && { subject }) })];
    return causesOf(aRecord({ requirements })).map((cause) => cause.matters);
  };
  expect(differing("register.created-at", { output: at })).toEqual(said("timestamp"));
  expect(differing("describe.after-register")).toEqual(said("other-value"));
});

test("a header that is missing does not leave an error without a name", () => {
  expect(matters({ id: "api.error.type-header" })).toEqual(said("no-type-header"));
});

test("where no answer came, what to do says so, and not that answers come", () => {
  const mend = (kind: "reset" | "timeout") => {
    const cases = [aCase({ requirement: "api.answers", verdict: "fail", exchanges: [unanswered(kind)] })];
    const requirements = [aRequirement({ id: "api.answers", area: "lifecycle", verdict: "fail", cases })];
    return causesOf(aRecord({ requirements })).map((cause) => cause.mend);
  };
  expect(mend("reset")).toEqual([
    "Answer it, if only with an error: look for an exception that nothing catches, or a process that ends.",
  ]);
  expect(mend("timeout")).toEqual(["Answer it, if only with an error: look for what it waits for."]);
});
