import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import { endsWithRun } from "../../suites/record/ends-with-run.ts";
import type { CaseResult, RunRecord } from "../../suites/record/record.ts";
import { hasHeader, keysOf, signingOf } from "./steps/signature.ts";

const HERE = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/;

interface ToRun {
  readonly record: Pick<RunRecord, "target">;
  readonly example: Pick<CaseResult, "exchanges">;
  /** From where it is run. */
  readonly file: string;
}

/**
 * The shell line that runs a finding's file: the endpoint and the keys go in by the environment, where other users of a
 * machine do not see them. A record may name any endpoint, so one beyond this machine is left for the reader to give; so is that of a target that
 * ended with its run.
 * Undefined where the record has no endpoint that could be sent to.
 */
export function runLine({ record: { target }, example: { exchanges }, file }: ToRun): string | undefined {
  if (!/^https?:\/\//.test(target.endpoint)) return undefined;
  const isHere = HERE.test(target.endpoint) && !endsWithRun(target);
  const secrets = exchanges.flatMap((exchange) => {
    const signing = signingOf(exchange);
    if (signing.kind === "none") return [];
    const own = keysOf(signing);
    const names = [
      own.accessKey,
      own.secretKey,
      ...(hasHeader(exchange, "x-amz-security-token") ? [own.sessionToken] : []),
    ];
    return names.map((name) => `HURL_SECRET_${name}="$${name.toUpperCase()}"`);
  });
  return [
    `HURL_VARIABLE_endpoint=${isHere ? shellQuote(target.endpoint.replace(/\/+$/, "")) : '"$ENDPOINT"'}`,
    ...new Set(secrets),
    "hurl --test --continue-on-error --max-time 15",
    shellQuote(file),
  ].join(" ");
}
