import { isJsonObject, type JsonValue } from "../../spec/json/json.ts";
import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import type { CaseResult, RunRecord } from "../../suites/record/record.ts";
import { isScripted, scriptFile } from "../findings/script-file.ts";

/** The command that fires one case of a record again; undefined for what others sent. */
export function replayLine({ id, kind }: Pick<CaseResult, "id" | "kind">, recordFile = "run.json"): string | undefined {
  if (kind === "proxied") return undefined;
  return `eks-conformance replay ${shellQuote(recordFile)} --case ${shellQuote(id)}`;
}

/** The command that removes whatever a run left. */
export function sweepLine(journalFile = "journal.ndjson"): string {
  return `eks-conformance sweep --journal ${shellQuote(journalFile)}`;
}

/** The command that sends all cases of a requirement again, to where this run sent them; undefined for what others sent. */
export function againLine({ run, target }: RunRecord, id: string): string | undefined {
  const { spec, sign, feature, proxy } = run.options;
  if (proxy !== undefined) return undefined;
  const isAws = target.kind === "aws";
  const words = [
    // The record does not show the account.
    ...(isAws ? ["--aws", "--region", target.region, "--sandbox-account", "ID"] : []),
    ...(target.command === undefined ? [] : ["--command", target.command]),
    ...(isAws || target.embedded === true || target.command !== undefined ? [] : ["--endpoint-url", target.endpoint]),
    ...(sign === false ? ["--no-sign"] : []),
    ...(typeof spec === "string" ? ["--spec", spec] : []),
    ...(isJsonObject(feature) ? Object.entries(feature).flatMap(featureWords) : []),
    ...["--seed", String(run.seed), "--select", id],
  ];
  return ["eks-conformance", "run", ...words.map(shellQuote)].join(" ");
}

function featureWords([name, state]: readonly [string, JsonValue]): string[] {
  return ["--feature", `${name}=${String(isJsonObject(state) ? state["profile"] : state)}`];
}

/**
 * The command that goes through all steps of a failing case and tells whether the fault is still there; `scripted` are
 * the requirements that have a script.
 */
export function scriptLine(
  example: CaseResult,
  scripted: ReadonlySet<string>,
  recordFile = "run.json",
): string | undefined {
  const { requirement } = example.judgement;
  const file = isScripted(example) && scripted.has(requirement) ? scriptFile(requirement) : undefined;
  return file === undefined ? undefined : `sh ${shellQuote(recordFile.replace(/[^/\\]*$/, file))}`;
}

/** The line that sends the request of a case again; undefined where others came before it, on which its answer may hang. */
export function loneCurl({ judgement, exchanges, curl }: CaseResult): string | undefined {
  const at = judgement.exchange ?? exchanges.length - 1;
  return at < (exchanges[at]?.attempt ?? 1) ? curl : undefined;
}
