import { shellQuote } from "../../protocol/shell/shell-quote.ts";

const HERE = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/;

/** A word of the shell for a record's endpoint. It may be anybody's, so one beyond this machine the reader has to give. */
export function endpointWord(endpoint: string): string {
  return HERE.test(endpoint) ? shellQuote(endpoint.replace(/\/+$/, "")) : '"$ENDPOINT"';
}
