import type { BodyEvidence } from "#suites/record/parts/kept-evidence.ts";
import { UsageError } from "#cli/usage-error.ts";

/** The bytes of a recorded body. Throws UsageError when the record holds only a part of them. */
export function bodyOf(body: BodyEvidence | undefined): Uint8Array | undefined {
  if (body === undefined) return undefined;
  if (body.truncated) throw new UsageError(`the record has only part of that body of ${body.bytes} bytes`);
  return body.base64 === undefined ? new TextEncoder().encode(body.text ?? "") : Buffer.from(body.base64, "base64");
}
