import { describe, expect, test } from "@jest/globals";
import { parseAuthorization } from "#reference/sigv4/authorization.ts";
import { canonicalPath, canonicalQuery, canonicalRequest } from "#reference/sigv4/canonical-request.ts";
import { sha256Hex, signatureHex, signingKey, stringToSign } from "#reference/sigv4/signature.ts";

// The two published worked examples of Signature Version 4: its test suite's get-vanilla, and IAM's ListUsers.
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const AMZ_DATE = "20150830T123600Z";

test.each([
  {
    example: "get-vanilla",
    service: "service",
    path: "/",
    headers: [
      ["Host", "example.amazonaws.com"],
      ["X-Amz-Date", AMZ_DATE],
    ] as const,
    signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  },
  {
    example: "ListUsers",
    service: "iam",
    path: "/?Action=ListUsers&Version=2010-05-08",
    headers: [
      ["content-type", "application/x-www-form-urlencoded; charset=utf-8"],
      ["host", "iam.amazonaws.com"],
      ["x-amz-date", AMZ_DATE],
    ] as const,
    signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  },
])("signs $example as published", ({ service, path, headers, signature }) => {
  const scope = { date: "20150830", region: "us-east-1", service, terminator: "aws4_request" };
  const signed = headers.map(([name]) => name.toLowerCase());
  const canonical = canonicalRequest({ method: "GET", path, headers, body: new Uint8Array() }, signed, sha256Hex(""));
  expect(signatureHex(signingKey(SECRET, scope), stringToSign(AMZ_DATE, scope, canonical))).toBe(signature);
});

test.each([
  ["/", "/"],
  ["", "/"],
  ["/clusters/a%20b%2Fc", "/clusters/a%2520b%252Fc"],
  ["//clusters//a", "/clusters/a"],
  ["/clusters/./x/../a/", "/clusters/a/"],
  ["/../..", "/"],
  ["/a!'()*~-._", "/a%21%27%28%29%2A~-._"],
])("the canonical form of path %j is %j", (path, canonical) => {
  expect(canonicalPath(path)).toBe(canonical);
});

test.each([
  ["", ""],
  ["b=2&a=1", "a=1&b=2"],
  ["a=2&a=1&A=3", "A=3&a=1&a=2"],
  ["flag", "flag="],
  ["a=%7e%2f&b=x=y", "a=~%2F&b=x%3Dy"],
  ["a=%zz", "a=%25zz"],
  ["a=1&&", "a=1"],
])("the canonical form of query %j is %j", (query, canonical) => {
  expect(canonicalQuery(query)).toBe(canonical);
});

test("header values are trimmed, their spaces made one, and repeats joined", () => {
  const headers = [
    ["X-A", "  one   two "],
    ["x-a", "three"],
  ] as const;
  const canonical = canonicalRequest({ method: "GET", path: "/", headers, body: new Uint8Array() }, ["x-a"], "hash");
  expect(canonical).toBe("GET\n/\n\nx-a:one two,three\n\nx-a\nhash");
});

describe("parseAuthorization", () => {
  const good =
    "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/eks/aws4_request, SignedHeaders=host;x-amz-date, Signature=ab12";

  test.each([good, good.replaceAll(", ", ",")])("reads %s", (header) => {
    expect(parseAuthorization(header)).toEqual({
      accessKeyId: "AKID",
      scope: { date: "20150830", region: "us-east-1", service: "eks", terminator: "aws4_request" },
      signedHeaders: ["host", "x-amz-date"],
      signature: "ab12",
    });
  });

  test.each([
    ["", "start with"],
    ["AWS4-HMAC-SHA256", "start with"],
    ["Bearer abc", "start with"],
    [good.replace("SHA256", "SHA512"), "start with"],
    ["AWS4-HMAC-SHA256 nonsense", "Credential"],
    [good.replace("Credential=", "Cred="), "Credential"],
    [good.replace("/aws4_request", ""), "Credential"],
    [good.replace("us-east-1", ""), "Credential"],
    [good.replace("AKID", "x/AKID"), "Credential"],
    [good.replace("SignedHeaders=host;x-amz-date", "SignedHeaders="), "SignedHeaders"],
    [good.replace("Signature=ab12", ""), "Signature"],
  ])("says what %j lacks", (header, lacking) => {
    expect(parseAuthorization(header)).toContain(lacking);
  });
});
