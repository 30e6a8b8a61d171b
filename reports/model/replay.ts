import { plainText } from "../../spec/json/plain-text.ts";
import { isJsonObject, type JsonValue } from "../../spec/json/json.ts";
import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import type { CaseResult, RunRecord } from "../../suites/record/record.ts";
import { curlOf } from "./curl.ts";
import { endpointWord } from "./endpoint-word.ts";
import { fileOf, mayHaveFile } from "../findings/file-name.ts";
import { runLine } from "../findings/run-line.ts";

/** The command that fires one case of a record again; undefined for what others sent. */
export function replayLine({ id, kind }: Pick<CaseResult, "id" | "kind">, recordFile = "run.json"): string | undefined {
  if (kind === "proxied") return undefined;
  return `eks-conformance replay ${shellQuote(recordFile)} --case ${shellQuote(id)}`;
}

/** Where a run left something, as a sweep is told it. */
export interface LeftAt {
  readonly journal?: string | undefined;
  readonly endpoint: string;
  readonly region: string;
  /** Where it counts: twelve digits, or what stands for them. */
  readonly account?: string | undefined;
  readonly profile?: string | undefined;
  readonly ca?: string | undefined;
  /** The journal has no proof of who wrote it. */
  readonly foreign?: boolean;
}

/** The command that removes whatever a run left. */
export function sweepLine(at: LeftAt): string {
  const { journal = "journal.ndjson", endpoint, region, account, profile, ca, foreign = false } = at;
  const words = [
    ...["--journal", journal, "--endpoint-url", endpoint, "--region", region],
    ...(account === undefined ? [] : ["--sandbox-account", account]),
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(ca === undefined ? [] : ["--ca", ca]),
    ...(foreign ? ["--foreign"] : []),
  ];
  return ["eks-conformance", "sweep", ...words.map(shellQuote)].join(" ");
}

/** The same as far as a record knows: it shows no account in full. */
export function sweepOf({ target }: RunRecord): string {
  const { endpoint, region, kind, account } = target;
  return sweepLine({ endpoint, region, account: kind === "aws" || account !== undefined ? "ID" : undefined });
}

/**
 * The command that sends all cases of a requirement again, to where this run sent them; undefined for what others sent. A
 * record may name any program, so the one that starts the target is left for the reader to give unless it was `typed`.
 */
export function againLine(
  { run, target }: RunRecord,
  id: string,
  typed: { readonly command?: string } = {},
): string | undefined {
  const { spec, sign, feature, proxy } = run.options;
  if (proxy !== undefined) return undefined;
  const isAws = target.kind === "aws";
  const words = [
    // The record does not show the account.
    ...(isAws ? ["--aws", "--region", shellQuote(target.region), "--sandbox-account", "ID"] : []),
    ...(target.command === undefined ? [] : ["--command", commandWord(typed)]),
    ...(isAws || target.embedded === true || target.command !== undefined
      ? []
      : ["--endpoint-url", endpointWord(target.endpoint)]),
    ...(sign === false ? ["--no-sign"] : []),
    ...(typeof spec === "string" ? ["--spec", shellQuote(spec)] : []),
    ...(isJsonObject(feature) ? Object.entries(feature).flatMap(featureWords) : []),
    ...["--seed", String(run.seed), "--select", shellQuote(id)],
  ];
  return ["eks-conformance", "run", ...words].join(" ");
}

function commandWord({ command }: { readonly command?: string }): string {
  return command === undefined ? '"$COMMAND"' : shellQuote(command);
}

function featureWords([name, state]: readonly [string, JsonValue]): string[] {
  return ["--feature", shellQuote(`${name}=${plainText(isJsonObject(state) ? state["profile"] : state)}`)];
}

/**
 * The command that goes through all steps of a failing case and fails while the fault is there; `withFile` are the
 * requirements that have a file.
 */
export function findingLine(
  example: CaseResult,
  {
    record,
    withFile,
    recordFile = "run.json",
  }: { readonly record: RunRecord; readonly withFile: ReadonlySet<string>; readonly recordFile?: string },
): string | undefined {
  const { requirement } = example.judgement;
  const file = mayHaveFile(example) && withFile.has(requirement) ? fileOf(requirement) : undefined;
  return file === undefined ? undefined : runLine({ record, example, file: recordFile.replace(/[^/\\]*$/, file) });
}

/** The line that sends the request of a case again; undefined where others came before it, on which its answer may hang. */
export function loneCurl(
  { judgement, exchanges }: CaseResult,
  record: Pick<RunRecord, "target" | "contract">,
): string | undefined {
  const at = judgement.exchange ?? exchanges.length - 1;
  const exchange = exchanges[at];
  return exchange === undefined || at >= exchange.attempt ? undefined : curlOf(exchange, record);
}
