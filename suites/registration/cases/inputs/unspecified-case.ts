import type { UnspecifiedInput } from "../../../../generators/boundary/unspecified-inputs.ts";
import { unspecifiedRequirementId } from "../../../../spec/derived/derive-unspecified.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { Case } from "../../session/cluster-case.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { oneRequestCase } from "./one-request.ts";

/** A value on which the sources are silent: sent to see what happens, never failed. */
export function unspecifiedCase(operation: Operation, generated: UnspecifiedInput): Case | undefined {
  if (encodeInput(operation, generated.input) === undefined) return undefined;
  return oneRequestCase({
    operation,
    id: `${operation.prefix}/unspecified/${generated.key}`,
    kind: "boundary",
    requirement: unspecifiedRequirementId(operation, generated.unspecified),
    summary: generated.note,
    checksState: false,
    request: (session) => {
      const input =
        session.round === 1 ? generated.input : session.inputs(operation.id).renew(generated.input, session.salt());
      const request = encodeInput(operation, input);
      if (request === undefined) throw new Error("the renewed input no longer fits into a request");
      return request;
    },
  });
}
