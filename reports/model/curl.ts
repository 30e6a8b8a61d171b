import { curlLine } from "../../protocol/shell/curl-line.ts";
import type { Evidence } from "../../suites/record/kept-evidence.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { endpointWord } from "./endpoint-word.ts";
import { bodyBytes, signingOf } from "../findings/steps/signature.ts";

/**
 * A shell line that sends a request of a record again, made from what was sent. Undefined where the record does not have
 * the whole of it, or no endpoint that could be sent to; that of a target which ended with its run is the reader's to give.
 */
export function curlOf(
  evidence: Evidence,
  { target, contract }: Pick<RunRecord, "target" | "contract">,
): string | undefined {
  const { method, path, headers, body } = evidence.request;
  const signing = signingOf(evidence);
  if (body?.truncated === true || signing.kind === "unknown") return undefined;
  const request = { method, path, headers, ...(body === undefined ? {} : { body: bodyBytes(body) }) };
  const service = contract.signingName ?? "eks";
  const { region, endpoint } = target;
  return curlLine(request, { region, endpoint, endpointWord: endpointWord(target), service, signing });
}
