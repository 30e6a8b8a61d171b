import { type CurlOptions, curlLine, FRESH } from "#protocol/shell/curl-line.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { endpointWord } from "./endpoint-word.ts";
import { freshIn } from "#reports/findings/steps/fresh.ts";
import { bodyBytes, signingOf } from "#reports/findings/steps/signature.ts";

/**
 * A shell line that sends a request of a record again, made from what was sent: what it creates has a fresh name and token,
 * since a target may have kept the one of the run, or given it to another cluster. Undefined where the record does not have
 * the whole of it, or no endpoint that could be sent to; that of a target which ended with its run is the reader's to give.
 */
export function curlOf(evidence: Evidence, record: RunRecord): string | undefined {
  const { method, path, headers, body } = evidence.request;
  const signing = signingOf(evidence);
  if (body?.truncated === true || signing.kind === "unknown") return undefined;
  const request = { method, path, headers, ...(body === undefined ? {} : { body: bodyBytes(body) }) };
  const { target, contract } = record;
  const service = contract.signingName ?? "eks";
  const { region, endpoint } = target;
  const cut = freshly(record, evidence);
  return curlLine(request, { region, endpoint, endpointWord: endpointWord(target), service, signing, cut });
}

function freshly(record: RunRecord, evidence: Evidence): CurlOptions["cut"] {
  const fresh = freshIn(record, [{ number: 1, evidence }]);
  if ("untold" in fresh) return undefined;
  return (text) => fresh.pieces(text).map((piece) => (typeof piece === "string" ? piece : FRESH));
}
