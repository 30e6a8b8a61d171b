import type { Reply } from "./reply.ts";

/** What came, in the words used in verdicts: `409 ResourceInUseException`, `200 text/html`, `connection reset`. */
export function describeReply(reply: Reply): string {
  const { failure, response } = reply.exchange;
  if (failure !== undefined) return `no response (${failure.kind}: ${failure.message})`;
  if (response?.truncated === true) return `${reply.status} with a body too long to be read`;
  if (reply.error.name !== undefined && reply.status >= 300) return `${reply.status} ${reply.error.name}`;
  if (reply.json === undefined && (response?.body.length ?? 0) > 0) {
    return `${reply.status} with a body that is not JSON (${reply.mediaType ?? "no content type"})`;
  }
  return reply.status >= 300 ? `${reply.status} with no error type` : String(reply.status);
}
