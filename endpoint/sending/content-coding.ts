import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { ownMember } from "#spec/json/own-member.ts";
import { headerValue } from "#protocol/headers.ts";
import { errorMessage } from "#spec/error-message.ts";
import { errorCode } from "./failure.ts";
import type { RawAnswer } from "./response-gatherer.ts";

type Decoder = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** Codings of content that any answer may have where its request names none: RFC 9110, sections 8.4.1 and 12.5.3. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * The answer with its body decoded, which is what the API answered. A body that does not match its coding is not valid
 * HTTP; one that decodes to more than `bodyLimit` bytes is cut off; unknown codings are left as they are.
 */
export function withoutCoding(answer: RawAnswer, bodyLimit: number): RawAnswer {
  const { response } = answer;
  if (response === undefined || response.truncated || response.body.length === 0) return answer;
  const codings = (headerValue(response.headers, "content-encoding") ?? "").toLowerCase().split(",");
  const decoders = codings.map((coding) => ownMember(DECODERS, coding.trim()));
  let body = response.body;
  try {
    for (const decode of decoders.reverse()) {
      if (decode === undefined) return answer;
      body = decode(body, { maxOutputLength: bodyLimit });
    }
  } catch (error) {
    if (errorCode(error) === "ERR_BUFFER_TOO_LARGE") return { ...answer, response: { ...response, truncated: true } };
    const message = `the body is not of its content encoding, ${codings.join(",").trim()}: ${errorMessage(error)}`;
    return { written: answer.written, failure: { kind: "malformed", message } };
  }
  return { ...answer, response: { ...response, body } };
}
