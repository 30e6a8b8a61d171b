import { expect, test } from "@jest/globals";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { credentialsSent } from "#endpoint/redaction/credentials-sent.ts";
import type { Header, WireRequest } from "#protocol/exchange.ts";

const SCOPE = "20261128/us-east-1/eks/aws4_request";
const KEY = "AKIDEXAMPLE1";
const SECRET = "s3cr3t-Value/0f+a-Caller";

function request(headers: readonly Header[], path = "/clusters"): WireRequest {
  return { method: "GET", path, headers };
}

test.each<[what: string, name: string, value: string, secrets: readonly string[]]>([
  ["Bearer", "Authorization", `Bearer ${SECRET}`, [SECRET]],
  ["Basic", "authorization", `Basic ${btoa(`me:${SECRET}`)}`, [btoa(`me:${SECRET}`), `me:${SECRET}`, SECRET]],
  ["SigV2", "AUTHORIZATION", `AWS ${KEY}:${SECRET}`, [KEY, SECRET]],
  [
    "SigV4",
    "Authorization",
    `AWS4-HMAC-SHA256 Credential=${KEY}/${SCOPE}, SignedHeaders=host;x-amz-date, Signature=0123456789abcdef`,
    [KEY, "0123456789abcdef"],
  ],
  ["Digest", "Authorization", `Digest username="somebody", uri="/clusters", response="${SECRET}"`, [SECRET]],
  ["no scheme", "Authorization", SECRET, [SECRET]],
  ["cookies", "Cookie", `a=1; session="${SECRET}"`, ["1", SECRET]],
  ["an API key", "X-Api-Key", SECRET, [SECRET]],
  ["a session token", "x-amz-security-token", SECRET, [SECRET]],
  ["a proxy's", "Proxy-Authorization", `Bearer ${SECRET}`, [SECRET]],
])("a header with credentials: %s", (_what, name, value, secrets) => {
  expect(credentialsSent(request([[name, value]]))).toEqual(secrets);
});

test.each([
  ["X-Amz-Signature", SECRET],
  ["x-amz-security-token", SECRET],
  ["AWSAccessKeyId", SECRET],
  ["Signature", SECRET],
  ["signature", SECRET],
  ["X-AMZ-CREDENTIAL", `${SECRET.replace("/", "")}/${SCOPE}`],
])("a query with credentials, learnt and replaced: %s", (name, value) => {
  const path = `/clusters?a=b&${name}=${encodeURIComponent(value)}&c=d`;
  const secret = value.replace(`/${SCOPE}`, "");
  expect(credentialsSent(request([], path))).toEqual([secret]);
  expect(createRedactor().url(path)).toMatch(
    new RegExp(String.raw`^/clusters\?a=b&${name}=\[redacted ${secret.length} chars \w{6}\](?:%2F.*)?&c=d$`),
  );
});

test("the cookies that an answer sets", () => {
  const headers: Header[] = [["Set-Cookie", `id=${SECRET}; Path=/; HttpOnly`]];
  expect(credentialsSent(request([]), { headers })).toEqual([SECRET]);
});

test.each<[Header, string]>([
  [["x-amz-date", "20261128T000000Z"], "/clusters?nextToken=abcdefghijk&clientRequestToken=abcdefghijkl"],
  [["x-amz-content-sha256", "0123456789abcdef"], "/clusters?author=somebody-else"],
])("none where nothing carries credentials: %j", (header, path) => {
  expect(credentialsSent(request([header], path))).toEqual([]);
  expect(createRedactor().headers([header])).toEqual([header]);
  expect(createRedactor().url(path)).toBe(path);
});

test("a short value is replaced where it is sent, and does not garble what else there is", () => {
  const redactor = createRedactor({ ofOthers: true });
  const sent = { ...request([["Cookie", "a=1"]]), url: "http://a/clusters" };
  redactor.learn({ request: sent, startedAt: 0, durationMs: 1, attempt: 1 });
  expect(redactor.headers(sent.headers)).toEqual([["Cookie", expect.stringMatching(/^\[redacted 3 chars \w{6}\]$/)]]);
  expect(redactor.text("1 of a=1")).toBe("1 of a=1");
});

test("what callers sent is found wherever it is said again; only their credentials are", () => {
  const redactor = createRedactor({ ofOthers: true });
  const sent = { ...request([["Authorization", `Bearer ${SECRET}`]]), url: "http://a/clusters" };
  redactor.learn({ request: sent, startedAt: 0, durationMs: 1, attempt: 1 });
  for (const again of [SECRET, SECRET.toUpperCase(), btoa(`Bearer ${SECRET}`), encodeURIComponent(SECRET)]) {
    expect(redactor.text(`{"said":"${again}"}`)).toContain("[redacted");
  }
  const own = createRedactor();
  own.learn({ request: sent, startedAt: 0, durationMs: 1, attempt: 1 });
  expect(own.text(SECRET)).toBe(SECRET);
});
