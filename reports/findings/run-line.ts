import { shellQuote } from "#protocol/shell/shell-quote.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { endpointWord } from "#reports/model/commands/endpoint-word.ts";
import { hasHeader, keysOf, signingOf } from "./steps/signature.ts";

interface ToRun {
  readonly record: Pick<RunRecord, "target">;
  readonly example: Pick<CaseResult, "exchanges">;
  /** From where it is run. */
  readonly file: string;
}

/**
 * The shell line that runs a finding's file: the endpoint and the keys go in by the environment, where other users of a
 * machine do not see them. Undefined where the record has no endpoint that could be sent to.
 */
export function runLine({ record: { target }, example: { exchanges }, file }: ToRun): string | undefined {
  if (!/^https?:\/\//.test(target.endpoint)) return undefined;
  const secrets = exchanges.flatMap((exchange) => {
    const signing = signingOf(exchange);
    if (signing.kind === "none") return [];
    const own = keysOf(signing);
    const names = [
      own.accessKey,
      own.secretKey,
      ...(hasHeader(exchange, "x-amz-security-token") ? [own.sessionToken] : []),
    ];
    return names.map((name) => `HURL_SECRET_${name}="${keyWord(name.toUpperCase(), target)}"`);
  });
  return [
    `HURL_VARIABLE_endpoint=${endpointWord(target)}`,
    ...new Set(secrets),
    "hurl --test --continue-on-error --max-time 15",
    shellQuote(file),
  ].join(" ");
}

/** A shell with no keys gives an emulator the dummy ones: what is empty stands between all letters, and Hurl masks it there. */
function keyWord(variable: string, { kind }: RunRecord["target"]): string {
  return kind === "aws" || !/^AWS_.*KEY/.test(variable) ? `$${variable}` : `\${${variable}:-test}`;
}
