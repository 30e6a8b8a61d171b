import { describe, expect, test } from "@jest/globals";
import { EVIDENCE_BYTES, toEvidence } from "#suites/run/collecting/to-evidence.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { aFailedExchange, anExchange } from "#tests/suites/made-replies.ts";

const SECRET = "not-for-anyone";
const redactor = createRedactor({ secrets: [SECRET], salt: "test" });
const encoder = new TextEncoder();

function evidenceOf(body: Uint8Array, truncated = false) {
  return toEvidence(anExchange({ status: 200, body, truncated }), redactor).response?.body;
}

test("an answered attempt is kept whole", () => {
  const exchange = { ...anExchange({ status: 201, body: { a: 1 } }), attempt: 2, durationMs: 1.5 };
  expect(toEvidence(exchange, redactor)).toEqual({
    request: {
      method: "POST",
      url: exchange.request.url,
      path: "/cluster-registrations",
      headers: [["Content-Type", "application/json"]],
    },
    response: {
      status: 201,
      headers: exchange.response?.headers,
      body: { text: '{"a":1}', bytes: 7, truncated: false },
    },
    startedAt: exchange.startedAt,
    durationMs: 1.5,
    attempt: 2,
  });
});

test("a failed attempt is kept with its reason, and without an answer", () => {
  const evidence = toEvidence(aFailedExchange("reset", `socket hang up after ${SECRET}`), redactor);
  expect(evidence?.response).toBeUndefined();
  expect(evidence.failure?.kind).toBe("reset");
  expect(evidence.failure?.message).toMatch(/^socket hang up after \[redacted/);
});

test("the body of a request is kept where there is one", () => {
  const exchange: Exchange = aFailedExchange("reset");
  const sent = { ...exchange, request: { ...exchange.request, body: encoder.encode("{}") } };
  expect(toEvidence(sent, redactor).request.body).toEqual({ text: "{}", bytes: 2, truncated: false });
});

describe("secrets do not get in", () => {
  const everywhere = (exchange: Exchange): string => JSON.stringify(toEvidence(exchange, redactor));

  test("by address, header or body, sent or received", () => {
    const { request, ...attempt } = anExchange({
      status: 200,
      headers: [["x-echo", SECRET]],
      body: { activationCode: "code-1234", note: SECRET },
    });
    const sent = {
      ...request,
      url: `${request.url}?${SECRET}`,
      path: `${request.path}?${SECRET}`,
      headers: [["authorization", SECRET]] as const,
      body: encoder.encode(SECRET),
    };
    const kept = everywhere({ ...attempt, request: sent });
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain("code-1234");
    expect(kept).toContain("[redacted");
  });

  test("nor by a body that is no text", () => {
    const body = Uint8Array.from([0xff, ...encoder.encode(`{"activationCode":"code-1234","note":"${SECRET}"}`)]);
    const kept = Buffer.from(evidenceOf(body)?.base64 ?? "", "base64").toString("latin1");
    expect(kept).toContain("activationCode");
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain("code-1234");
  });
});

describe("long bodies", () => {
  test("are kept up to the limit, and say how long they were", () => {
    const whole = evidenceOf(encoder.encode("a".repeat(EVIDENCE_BYTES)));
    expect(whole).toEqual({ text: "a".repeat(EVIDENCE_BYTES), bytes: EVIDENCE_BYTES, truncated: false });
    const cut = evidenceOf(encoder.encode("a".repeat(EVIDENCE_BYTES + 1)));
    expect(cut).toEqual({ text: "a".repeat(EVIDENCE_BYTES), bytes: EVIDENCE_BYTES + 1, truncated: true });
  });

  test.each(["é", "€", "😀"])("stay text where the cut goes through %s", (character) => {
    const size = encoder.encode(character).length;
    for (let inside = 1; inside < size; inside += 1) {
      const before = "a".repeat(EVIDENCE_BYTES - inside);
      expect(evidenceOf(encoder.encode(`${before}${character}z`))?.text).toBe(before);
    }
  });

  test("that the endpoint cut short by itself are marked, and stay text too", () => {
    expect(evidenceOf(encoder.encode("abc"), true)).toEqual({ text: "abc", bytes: 3, truncated: true });
    expect(evidenceOf(encoder.encode("ab€").subarray(0, 4), true)).toEqual({ text: "ab", bytes: 4, truncated: true });
    expect(evidenceOf(new Uint8Array(), true)).toEqual({ text: "", bytes: 0, truncated: true });
  });
});

test("bytes that are no text are kept as base64", () => {
  expect(evidenceOf(Uint8Array.of(0x1f, 0x8b, 0xff))).toEqual({ base64: "H4v/", bytes: 3, truncated: false });
  expect(evidenceOf(encoder.encode("é").subarray(0, 1))).toEqual({ base64: "ww==", bytes: 1, truncated: false });
  expect(evidenceOf(encoder.encode("\ufeffa"))?.text).toBe("\ufeffa");
});
