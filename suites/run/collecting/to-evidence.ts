import type { Exchange } from "#protocol/exchange.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";

/** How many bytes of a body are kept per message; a long exchange is still recognisable by its beginning. */
export const EVIDENCE_BYTES = 16_384;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An attempt as the record keeps it. */
export function toEvidence(exchange: Exchange, redactor: Redactor): Evidence {
  const { request, response, failure } = exchange;
  redactor.learn(exchange);
  const url = redactor.url(request.url);
  return {
    request: {
      method: request.method,
      url,
      // Most end as they were sent: then there is no secret in the path.
      path: url.endsWith(request.path) ? request.path : redactor.url(request.path),
      headers: redactor.headers(request.headers),
      body: request.body === undefined ? undefined : toBody(request.body, false, redactor),
    },
    response: response && {
      status: response.status,
      headers: redactor.headers(response.headers),
      body: toBody(response.body, response.truncated, redactor),
    },
    failure: failure === undefined ? undefined : { ...failure, message: redactor.text(failure.message) },
    startedAt: exchange.startedAt,
    durationMs: exchange.durationMs,
    attempt: exchange.attempt,
  };
}

function toBody(bytes: Uint8Array, truncated: boolean, redactor: Redactor): BodyEvidence {
  const kept = bytes.subarray(0, EVIDENCE_BYTES);
  const size = { bytes: bytes.length, truncated: truncated || kept.length < bytes.length };
  try {
    return { text: redactor.text(decoder.decode(wholeCharacters(kept, size.truncated))), ...size };
  } catch {
    return { base64: Buffer.from(redactor.body(kept)).toString("base64"), ...size };
  }
}

/** Drops the bytes of a character that the cut went through, so that text stays text. */
function wholeCharacters(bytes: Uint8Array, cut: boolean): Uint8Array {
  if (!cut) return bytes;
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}
