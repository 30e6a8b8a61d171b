import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import { withoutCoding } from "#endpoint/sending/content-coding.ts";
import { closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";
import { LIST, openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

const LIMIT = 1024;
const TEXT = '{"clusters":[]}';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function answer(coding: string | undefined, body: Uint8Array, truncated = false): RawAnswer {
  const headers = coding === undefined ? [] : ([["Content-Encoding", coding]] as const);
  return { response: { status: 200, headers, body, truncated }, written: true };
}

const bodyOf = ({ response }: RawAnswer): string => new TextDecoder().decode(response?.body);

describe("a body is read as it was before it was coded", () => {
  test.each<[string, Uint8Array]>([
    ["gzip", gzipSync(TEXT)],
    ["X-GZIP", gzipSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
    ["br, gzip", gzipSync(brotliCompressSync(TEXT))],
  ])("%s", (coding, body) => {
    expect(bodyOf(withoutCoding(answer(coding, body), LIMIT))).toBe(TEXT);
  });
});

test.each<[string, RawAnswer]>([
  ["without a coding", answer(undefined, bytes(TEXT))],
  ["of a coding that nobody knows", answer("aes128gcm", bytes(TEXT))],
  ["of a coding that nobody knows, coded once more", answer("aes128gcm, gzip", gzipSync(TEXT))],
  ["that is empty", answer("gzip", new Uint8Array())],
  ["that was cut off", answer("gzip", gzipSync(TEXT).subarray(0, 20), true)],
])("a body %s stays as it is", (_what, given) => {
  expect(withoutCoding(given, LIMIT)).toEqual(given);
});

test("a body that is not of its coding is no answer, and says so", () => {
  expect(withoutCoding(answer("gzip", bytes(TEXT)), LIMIT)).toMatchObject({
    written: true,
    failure: { kind: "malformed", message: expect.stringMatching(/^the body is not of its content encoding, gzip: /) },
  });
});

test("a body that comes to more than is read counts as cut off", () => {
  expect(withoutCoding(answer("gzip", gzipSync("a".repeat(LIMIT + 1))), LIMIT).response?.truncated).toBe(true);
});

test("over a socket an answer is read, whatever its coding", async () => {
  const origin = await httpServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(TEXT));
  });
  const { last } = await openTarget(origin).send(LIST);
  expect(bodyOf({ ...last, written: true })).toBe(TEXT);
});
