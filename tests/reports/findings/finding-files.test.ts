import { describe, expect, test } from "@jest/globals";
import { findingFiles, requirementsWithFile } from "#reports/findings/finding-files.ts";
import { findingLine } from "#reports/model/commands/replay.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import type { CaseResult } from "#suites/record/record.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { renderHtml } from "#reports/html/render.tsx";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

const condition = { answers: [{ from: 400, to: 400 }] };

function shown(id: string, verdict: Verdict, missed = true): CaseResult {
  const exchange = anEvidence({ requestBody: "x".repeat(id.length), status: 200, responseBody: body("{}") });
  const one = aCase({ id, verdict, exchanges: [exchange] });
  return { ...one, judgement: { ...one.judgement, ...(missed ? { condition } : {}) } };
}

describe("a file", () => {
  test("plays the case that its cause is told with", () => {
    const requirement = aRequirement({
      verdict: "fail",
      cases: [shown("the-longest", "fail"), shown("short", "fail")],
    });
    const [file] = findingFiles(aRecord({ requirements: [requirement] }));
    expect(file?.text).toContain("short");
    expect(file?.text).not.toContain("the-longest");
  });

  test("plays no case that was refused for what another case had made, where one was not", () => {
    const taken = shown("short", "fail");
    const headers = [["x-amzn-errortype", "ResourceInUseException"]] as const;
    const exchanges = taken.exchanges.map((each) => ({
      ...each,
      response: each.response && { ...each.response, status: 409, headers },
    }));
    const cases = [{ ...taken, exchanges }, shown("the-longest", "fail")];
    const [file] = findingFiles(aRecord({ requirements: [aRequirement({ verdict: "fail", cases })] }));
    expect(file?.text).toContain("the-longest");
  });

  test("plays no case whose request was answered otherwise in another, where there is one that was not", () => {
    const broken = shown("short", "fail");
    const sound = broken.exchanges.map((each) => ({
      ...each,
      response: each.response && { ...each.response, status: 400 },
    }));
    const requirement = aRequirement({ verdict: "fail", cases: [broken, shown("the-longest", "fail")] });
    const other = aRequirement({ id: "x.y", cases: [{ ...shown("other", "pass"), exchanges: sound }] });
    const files = findingFiles(aRecord({ requirements: [requirement, other] }));
    expect(files[0]?.text).toContain("the-longest");
  });

  test("is not written where it would ask nothing of the answer, and hold whatever that is", () => {
    const accepted = { ...shown("short", "fail"), expectation: "must-accept" } as const;
    const refused = accepted.exchanges.map((each) => ({
      ...each,
      response: each.response && { ...each.response, status: 409 },
    }));
    const judgement = { ...accepted.judgement, condition: { members: [] } };
    const requirement = aRequirement({ verdict: "fail", cases: [{ ...accepted, exchanges: refused, judgement }] });
    expect(findingFiles(aRecord({ requirements: [requirement] }))).toEqual([]);
  });

  test("says at its head that an old libcurl signs a path with escapes wrongly, where it signs one", () => {
    const signedOver = (path: string) => {
      const one = shown("short", "fail");
      const exchanges = one.exchanges.map((each) => ({ ...each, request: { ...each.request, method: "GET", path } }));
      return aRequirement({ verdict: "fail", cases: [{ ...one, exchanges }] });
    };
    const textOf = (path: string) => findingFiles(aRecord({ requirements: [signedOver(path)] }))[0]?.text;
    expect(textOf("/tags/arn%3Aaws")).toContain("# On an old libcurl");
    expect(textOf("/tags/arn?x=%3A")).not.toContain("libcurl");
  });

  test("is written for a missed SHOULD, and named beside it", () => {
    const example = shown("short", "warn");
    const requirement = aRequirement({ level: "SHOULD", verdict: "warn", cases: [example] });
    const record = aRecord({ requirements: [requirement] });
    const withFile = requirementsWithFile(record);
    expect(withFile).toEqual(new Set([requirement.id]));
    expect(findingLine(example, { record, withFile })).toBe(
      'HURL_VARIABLE_endpoint=http://127.0.0.1:4566 HURL_SECRET_aws_access_key_id="${AWS_ACCESS_KEY_ID:-test}" HURL_SECRET_aws_secret_access_key="${AWS_SECRET_ACCESS_KEY:-test}" hurl --test --continue-on-error --max-time 15 findings/register.name.min-length.hurl',
    );
  });

  test("is written for no tolerated answer to a MUST", () => {
    const example = shown("short", "warn", false);
    const requirement = aRequirement({ verdict: "warn", cases: [example] });
    const record = aRecord({ requirements: [requirement] });
    expect(findingFiles(record)).toEqual([]);
    expect(findingLine(example, { record, withFile: new Set([requirement.id]) })).toBeUndefined();
  });

  test.each([
    ["a race decided", { race: true }],
    ["more than one answer decided", undefined],
  ])("is neither written nor recommended where none could tell: %s", (_why, decided) => {
    const one = shown("short", "fail");
    const example = { ...one, judgement: { ...one.judgement, condition: decided } };
    const record = aRecord({ requirements: [aRequirement({ verdict: "fail", cases: [example] })] });
    expect(findingFiles(record)).toEqual([]);
    expect([renderConsole(record), renderMarkdown(record), renderHtml(record, pageTools())].join()).not.toContain(
      " findings/",
    );
  });
});

describe("a file about a list", () => {
  const listing = (condition: Condition, answer: string): string | undefined => {
    const { request, ...rest } = anEvidence({ requestBody: "", status: 200, responseBody: body(answer) });
    const asked = { ...request, method: "GET", path: "/clusters?maxResults=1" };
    const one = aCase({ verdict: "fail", exchanges: [{ ...rest, request: asked }] });
    const example = { ...one, expectation: "must-accept", judgement: { ...one.judgement, condition } } as const;
    return findingFiles(aRecord({ requirements: [aRequirement({ verdict: "fail", cases: [example] })] }))[0]?.text;
  };
  const token = { members: [{ at: "/nextToken", types: ["string", "null"] }] } as const;

  test("is not written where the page showed clusters of other cases, which it would not show again", () => {
    expect(listing(token, '{"clusters":[],"nextToken":1}')).toBeUndefined();
    expect(listing(token, '{"clusters":[],"nextToken":null}')).toContain("What decides");
  });

  test("takes no token but an absent one or null for the end", () => {
    expect(listing({ list: {} }, '{"clusters":["a"],"nextToken":1}')).toContain('jsonpath "$.nextToken" not isNumber');
  });
});
