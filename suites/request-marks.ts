import type { WireRequest } from "../target/exchange.ts";
import type { IntendedRegistration } from "./ledger.ts";
import type { RunTag } from "./run-tag.ts";

const TOKEN = /"clientRequestToken"\s*:\s*"([^"\\]*)"/;
const decoder = new TextDecoder();

/** What tells a registration from others of the same name, for the journal. */
export function requestMarks(
  { body }: WireRequest,
  runTag: RunTag | undefined,
): Pick<IntendedRegistration, "token" | "tagged"> {
  const text = body === undefined ? "" : decoder.decode(body);
  const token = TOKEN.exec(text)?.[1];
  const tagged = runTag !== undefined && text.includes(`${JSON.stringify(runTag.key)}:${JSON.stringify(runTag.value)}`);
  return { ...(token === undefined ? {} : { token }), ...(tagged ? { tagged } : {}) };
}
