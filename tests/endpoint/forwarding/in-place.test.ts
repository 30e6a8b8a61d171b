import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { AnswerInPlace, InPlace } from "#endpoint/forwarding/given-answer.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { closeOpened, httpServer, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { forwarding, raw } from "./forwarding.ts";

afterEach(closeOpened);

const given = (body: string, way: Partial<AnswerInPlace> = {}): AnswerInPlace => ({
  response: {
    status: 299,
    headers: [
      ["X-Own", "1"],
      ["content-length", String(body.length)],
    ],
    body: Buffer.from(body),
    truncated: false,
  },
  ...way,
});

const inPlace = (part: Partial<InPlace>): { readonly inPlace: InPlace } => ({
  inPlace: { instead: () => undefined, answer: () => undefined, ...part },
});

const ASK = "GET /clusters HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

test("an answer that nobody changes comes byte for byte", async () => {
  const answer = "HTTP/1.1 418 I am a teapot\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 3\r\n\r\n\xff{}";
  const origin = await tcpServer((socket) => socket.once("data", () => socket.end(answer, "latin1")));
  const { url } = await forwarding(origin, inPlace({}));
  const got = await raw(url, ASK);
  expect(got).toContain("X-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 3\r\n");
  expect(got.endsWith("\r\n\r\n\xff{}")).toBe(true);
});

test("an answer that is changed comes as given, and the endpoint's own is what was seen", async () => {
  const packed = gzipSync('{"clusters":[]}');
  const origin = await httpServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(packed);
  });
  const answers: Exchange[] = [];
  const { url, seen } = await forwarding(
    origin,
    inPlace({ answer: (exchange) => (answers.push(exchange), given("changed")) }),
  );
  expect(await raw(url, ASK)).toMatch(/^HTTP\/1\.1 299 [^]*content-length: 7\r\n[^]*\r\n\r\nchanged$/i);
  // What it was asked about has no coding any more.
  expect(Buffer.from(answers[0]?.response?.body ?? []).toString()).toBe('{"clusters":[]}');
  expect(seen[0]?.response?.status).toBe(200);
});

test("a request that is answered instead does not reach the endpoint, and the next one does", async () => {
  let arrived = 0;
  const origin = await httpServer((_request, response) => {
    arrived += 1;
    response.end("{}");
  });
  let turn = 0;
  const { url } = await forwarding(origin, inPlace({ instead: () => (turn++ === 0 ? given("no") : undefined) }));
  const answers = [];
  for (let count = 0; count < 2; count += 1) {
    answers.push(await (await fetch(`${url}/clusters`, { method: "POST", body: '{"a":1}' })).text());
  }
  expect(answers).toEqual(["no", "{}"]);
  expect(arrived).toBe(1);
});

describe("the connection", () => {
  const asked = "GET /clusters HTTP/1.1\r\nHost: localhost\r\n\r\n";

  test.each<[string, Partial<AnswerInPlace>, RegExp]>([
    ["is closed after an answer", { closes: true }, /connection: close[^]*last$/i],
    ["is closed in place of one", { drops: true }, /^$/],
  ])("%s", async (_what, way, got) => {
    const origin = await httpServer((_request, response) => void response.end("{}"));
    const { url } = await forwarding(origin, inPlace({ answer: () => given("last", way) }));
    expect(await raw(url, asked)).toMatch(got);
  });
});

test("what is below no base path is nobody's to change", async () => {
  const origin = await httpServer((_request, response) => void response.end("own"));
  const { url } = await forwarding(`${origin}/eks`, inPlace({ answer: () => given("changed") }));
  expect(await (await fetch(new URL("/other", url))).text()).toBe("own");
});
