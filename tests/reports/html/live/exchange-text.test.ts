import { expect, test } from "@jest/globals";
import { exchangeText } from "#reports/html/live/exchange-text.ts";
import { anEvidence, body } from "#tests/reports/producers.ts";

test("request and answer are laid out, with their headers", () => {
  const text = exchangeText(anEvidence({ requestBody: '{"a":[1]}', status: 200, responseBody: body('{"b":null}') }));
  expect(text).toMatch(/^POST \/cluster-registrations\ncontent-type: application\/json\n/);
  expect(text).toContain('\n\n{\n  "a": [');
  expect(text).toMatch(/\n\n\nHTTP 200\nContent-Type: application\/json\n[^]*"b": null/);
});

test("what is long is cut and says so, what hides is named, and bytes are base64", () => {
  const long = exchangeText(anEvidence({ responseBody: body(JSON.stringify({ a: "x".repeat(50_000) })) }));
  expect(long.length).toBeLessThan(12_000);
  expect(long).toMatch(/✂ cut; .* in all/);
  expect(exchangeText(anEvidence({ requestBody: '{"a":"\u202e"}' }))).not.toContain("\u202e");
  const bytes = exchangeText(anEvidence({ responseBody: { base64: "/w==", bytes: 1, truncated: false } }));
  expect(bytes).toContain("not UTF-8, shown as base64:\n/w==");
});

test("an answer that did not come is told", () => {
  expect(exchangeText({ ...anEvidence(), response: undefined, failure: { kind: "reset", message: "closed" } })).toMatch(
    /\n\n\nNo answer: closed\n$/,
  );
});
