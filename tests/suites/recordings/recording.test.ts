import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { endpointsIn, readRecording } from "#suites/recordings/recording.ts";
import { contract } from "#tests/suites/bundled-contract.ts";
import { anEntry, answering, asking, LISTING, ORIGIN } from "./made-har.ts";

const at = (url: string, more: JsonObject = {}): JsonObject => asking({ url, ...more });
const signed = (url: string, service: string): JsonObject => {
  const scope = `AKIDEXAMPLE/20261124/eu-west-1/${service}/aws4_request`;
  const value = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  return at(url, { headers: [{ name: "authorization", value }] });
};

test("entries are judged in the order in which they ended, whatever their order in the file", () => {
  const times: readonly (readonly [started: string, ms: number])[] = [
    ["2026-11-24T12:00:03Z", 0],
    ["2026-11-24T12:00:01Z", 9_000],
    ["2026-11-24T14:00:02+02:00", 10],
  ];
  const entries = times.map(([startedDateTime, time]) => anEntry({ startedDateTime, time }));
  expect(readRecording(entries, contract, ORIGIN).exchanges.map(({ entry }) => entry)).toEqual([3, 1, 2]);
});

test("a signature of scopes without an end is read in a time that grows as it does", () => {
  const before = process.cpuUsage().user;
  const value = `AWS4-HMAC-SHA256 ${"Credential=".repeat(200_000)}`;
  const entry = at(`${ORIGIN}/clusters`, { headers: [{ name: "authorization", value }] });
  expect(readRecording([entry], contract, ORIGIN).region).toBeUndefined();
  // From each of them to the end: two minutes.
  expect(process.cpuUsage().user - before).toBeLessThan(10_000_000);
});

test("what is left out is named by number, with its reason", () => {
  const entries = [
    anEntry({}),
    at(`${ORIGIN}/favicon.ico`),
    at(`${ORIGIN}/`),
    at("http://other.test/clusters"),
    signed(`${ORIGIN}/clusters`, "s3"),
    at(`${ORIGIN}/clusters`, { method: "OPTIONS", headers: [{ name: "Access-Control-Request-Method", value: "GET" }] }),
    at(`${ORIGIN}/clusters`, { headers: [{ name: "x-reference-provoke", value: "ServerException" }] }),
    answering({ status: 0 }),
    7,
  ];
  const { exchanges, leftOut } = readRecording(entries, contract, ORIGIN);
  expect(exchanges.map(({ entry }) => entry)).toEqual([1]);
  expect(leftOut).toEqual([
    { why: "not of this service", entries: [2, 3, 5] },
    { why: "at another endpoint", entries: [4] },
    { why: "a browser's CORS preflight", entries: [6] },
    { why: "it asks for an error", entries: [7] },
    { why: "no answer came", entries: [8] },
    { why: "its request has no method", entries: [9] },
  ]);
});

test("an exchange that is there twice is judged once: a failure would pass for one that recurs", () => {
  const other = anEntry({ startedDateTime: "2026-11-24T12:00:09Z" });
  const { exchanges, leftOut } = readRecording([anEntry({}), other, anEntry({})], contract, ORIGIN);
  expect(exchanges.map(({ entry }) => entry)).toEqual([1, 2]);
  expect(leftOut).toEqual([{ why: "it is there twice", entries: [3] }]);
});

test("answers that are alike in all but their ids are two", () => {
  const named = (value: string): JsonObject =>
    answering({ headers: [...LISTING.response.headers, { name: "x-amzn-RequestId", value }] });
  const { exchanges } = readRecording([named("a"), named("b"), named("a")], contract, ORIGIN);
  expect(exchanges.map(({ entry }) => entry)).toEqual([1, 2]);
});

test("a hostile answer takes no time to speak of", () => {
  const text = `[${'{"activationId":"a"},'.repeat(90_000)}0]`;
  const entry = answering({ content: { mimeType: "application/json", text, size: text.length } });
  const padded = answering({
    content: { mimeType: "", text: `${"=".repeat(1_900_000)}x`, size: 1, encoding: "base64" },
  });
  expect(readRecording([entry, padded], contract, ORIGIN).exchanges).toHaveLength(1);
});

describe("the endpoint", () => {
  test("is where requests for the contract's routes went, and if any are signed for the service, where those went", () => {
    const unsigned = [at(`${ORIGIN}/clusters`), at("http://shop.test/clusters"), at("http://shop.test/")];
    expect([...endpointsIn(unsigned, contract)]).toEqual([
      [ORIGIN, 1],
      ["http://shop.test", 1],
    ]);
    const both = [...unsigned, signed("https://eks.eu-west-1.amazonaws.com/clusters", "eks")];
    expect([...endpointsIn(both, contract).keys()]).toEqual(["https://eks.eu-west-1.amazonaws.com"]);
    expect(readRecording(both, contract, "https://eks.eu-west-1.amazonaws.com").region).toBe("eu-west-1");
  });

  test("may have a base path", () => {
    const entries = [at(`${ORIGIN}/eks/clusters`), at(`${ORIGIN}/clusters`)];
    const { exchanges, leftOut } = readRecording(entries, contract, `${ORIGIN}/eks`);
    expect(exchanges.map(({ exchange }) => exchange.request)).toMatchObject([
      { path: "/clusters", url: `${ORIGIN}/eks/clusters` },
    ]);
    expect(leftOut).toEqual([{ why: "at another endpoint", entries: [2] }]);
  });
});

test.each([
  ["[redacted 36 chars 01ab3f]", true],
  ["[activationId redacted]", true],
  ["xxxxACTIVATION_IDxxxx", true],
  ["1f5d2c1e-7a39-4a57-9d9b-6a6c2f6a3f11", false],
  ["", false],
])("an activation of %j is hidden: %s", (id, hidesActivation) => {
  const text = JSON.stringify({ cluster: { name: "a", connectorConfig: { activationId: id } } });
  // The mark stands for 36 characters.
  const size = text.length + (id.startsWith("[redacted 36") ? 36 - id.length : 0);
  const entry = answering({ content: { mimeType: "application/json", text, size } });
  expect(readRecording([entry], contract, ORIGIN).exchanges).toMatchObject([{ hidesActivation }]);
});

test("where anything else is hidden, nothing is judged", () => {
  const text = '{"clusters":["***"]}';
  const entry = answering({ content: { mimeType: "application/json", text, size: text.length } });
  expect(readRecording([entry], contract, ORIGIN).leftOut).toEqual([
    { why: "values in its answer are hidden", entries: [1] },
  ]);
});
