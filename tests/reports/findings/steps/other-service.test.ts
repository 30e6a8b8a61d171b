import { describe, expect, test } from "@jest/globals";
import { asksAnother } from "#reports/findings/steps/steps.ts";
import { signingOf, unsignable } from "#reports/findings/steps/signature.ts";
import { anEvidence, body } from "#tests/reports/producers.ts";

interface Asked {
  readonly path?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly text?: string;
}

function asked({ path = "/", headers = [], text }: Asked): string | undefined {
  const { method, url, headers: own } = anEvidence().request;
  const content = text === undefined ? {} : { body: body(text) };
  return asksAnother({ request: { method, url, path, headers: [...own, ...headers], ...content } });
}

describe("an operation of another service is not asked for", () => {
  test.each<[string, Asked]>([
    ["a header of awsJson", { headers: [["X-Amz-Target", "DynamoDB_20120810.DeleteTable"]] }],
    ["a header in place of the method", { headers: [["x-http-method-override", "DELETE"]] }],
    ["a query", { path: "/?Version=2010-05-08&Action=DeleteUser" }],
    ["a query, percent-encoded", { path: "/clusters?%41ction=DeleteUser" }],
    ["a query after another mark", { path: "/?a?Action=DeleteUser" }],
    ["a form", { text: "Version=2010-05-08&Action=DeleteUser" }],
    ["a form, percent-encoded", { text: "a=b&A%63tion=DeleteUser" }],
    ["a form of several parts", { text: '--x\r\ncontent-disposition: form-data; name="Action"\r\n\r\nDeleteUser' }],
    ["a form in a text of JSON", { text: '{"name":"&Action=DeleteUser&UserName=bob"}' }],
  ])("by %s", (_what, given) => {
    expect(asked(given)).toBeDefined();
  });

  test.each<[string, Asked]>([
    ["a registration", { path: "/cluster-registrations", text: '{"name":"action"}' }],
    ["what is no JSON", { path: "/cluster-registrations", text: '{"name":' }],
    ["what a client says of itself", { headers: [["User-Agent", "Boto3/1.40"]] }],
    ["tags", { path: "/tags/arn?tagKeys=a%20b&tagKeys=reaction" }],
  ])("%s is as it was", (_what, given) => {
    expect(asked(given)).toBeUndefined();
  });
});

test("a request is signed for no service that a record names", () => {
  const { request } = anEvidence();
  expect(signingOf({ request, signing: { kind: "wrong-service", service: "iam" } })).toEqual({
    kind: "wrong-service",
    service: "s3",
  });
  const authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/iam/aws4_request";
  expect(unsignable({ request, signing: { kind: "verbatim", authorization } })).toMatch(/not known/);
});
