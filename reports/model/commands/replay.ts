import { plainText } from "#spec/json/plain-text.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { specFile } from "#suites/record/readings/built-in-specs.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { isOfOthers } from "#suites/record/readings/others-traffic.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { endpointWord } from "./endpoint-word.ts";
import { fileOf, mayHaveFile } from "#reports/findings/file-name.ts";
import { runLine } from "#reports/findings/run-line.ts";
import { type CurlOptions, curlLine, FRESH } from "#protocol/shell/curl-line.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
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

/** How our own commands are typed by whoever is to read them. */
export interface Typed {
  /** What they begin with, as a shell takes it. */
  readonly program: string;
  /** Flags, as a shell takes them, that lead to the target and that no record gives. */
  readonly access: readonly string[];
  /** The flag that names the endpoint, where `access` has none and a record's endpoint is to be gone to. */
  readonly endpoint?: string;
}

/** How the command is typed in a clone or a project, and where it is installed for all; --no fetches no stranger's package. */
export const INSTALLED = "npx --no eks-conformance";

/** The same as far as a record goes: somebody else may have written it, so what is run and paid for is the reader's to say. */
export function typedFrom({ target, run }: OfRun): Typed {
  const program = INSTALLED;
  const spec = specFile(run.options["spec"]) === undefined ? [] : ['--spec "$SPEC"'];
  if (target.command !== undefined) return { program, access: ['--command "$COMMAND"', ...spec] };
  if (target.kind === "aws") return { program, access: ["--sandbox-account ID", ...spec] };
  if (endsWithRun(target)) return { program, access: spec };
  return { program, access: spec, endpoint: `--endpoint-url ${endpointWord(target)}` };
}

type OfRun = Pick<RunRecord, "target" | "run">;

/** What the lines about one record are made with. */
interface Lines {
  readonly record: OfRun;
  /** `run.json` unless told. */
  readonly recordFile?: string;
  /** As far as the record goes unless told. */
  readonly typed?: Typed | undefined;
}

/** The command that fires one case of a record again; undefined for what others sent. */
export function replayLine(
  { id, kind }: Pick<CaseResult, "id" | "kind">,
  { record, recordFile = "run.json", typed: { program, access } = typedFrom(record) }: Lines,
): string | undefined {
  if (kind === "proxied") return undefined;
  return [program, "replay", shellQuote(recordFile), "--case", shellQuote(id), ...access].join(" ");
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
export function sweepLine(at: LeftAt, program = INSTALLED): string {
  const { journal = "journal.ndjson", endpoint, region, account, profile, ca, foreign = false } = at;
  const words = [
    ...["--journal", journal, "--endpoint-url", endpoint, "--region", region],
    ...(account === undefined ? [] : ["--sandbox-account", account]),
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(ca === undefined ? [] : ["--ca", ca]),
    ...(foreign ? ["--foreign"] : []),
  ];
  return [program, "sweep", ...words.map(shellQuote)].join(" ");
}

/** The same as far as a record knows: it shows no account in full. */
export function sweepOf({ target }: RunRecord): string {
  const { endpoint, region, kind, account } = target;
  return sweepLine({ endpoint, region, account: kind === "aws" || account !== undefined ? "ID" : undefined });
}

/** The command that sends all cases of a requirement again, to where this run sent them; undefined for what others sent. */
export function againLine(record: RunRecord, id: string, typed: Typed = typedFrom(record)): string | undefined {
  const { run, target } = record;
  const { spec, sign, feature, readOnly, describeExisting } = run.options;
  if (isOfOthers(run)) return undefined;
  // Somewhere else than AWS's own endpoint is named by whoever treats it as AWS.
  const isNamed = typed.access.some((word) => word.startsWith("--endpoint-url"));
  const region = ["--region", shellQuote(target.region)];
  const words = [
    ...(target.kind === "aws" ? [...(isNamed ? [] : ["--aws"]), ...region] : []),
    ...(sign === false ? ["--no-sign"] : []),
    ...(typeof spec === "string" && specFile(spec) === undefined ? ["--spec", spec] : []),
    ...(readOnly === true ? ["--read-only"] : []),
    ...(readOnly === true && describeExisting === true ? ["--describe-existing"] : []),
    ...(isJsonObject(feature) ? Object.entries(feature).flatMap(featureWords) : []),
    ...["--seed", String(run.seed), "--select", shellQuote(id)],
  ];
  return [
    typed.program,
    "run",
    ...typed.access,
    ...(typed.endpoint === undefined ? [] : [typed.endpoint]),
    ...words,
  ].join(" ");
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
  { record, withFile, recordFile = "run.json" }: Lines & { readonly withFile: ReadonlySet<string> },
): string | undefined {
  const { requirement } = example.judgement;
  const file = mayHaveFile(example) && withFile.has(requirement) ? fileOf(requirement) : undefined;
  return file === undefined ? undefined : runLine({ record, example, file: recordFile.replace(/[^/\\]*$/, file) });
}

/** The line that sends the request of a case again; undefined where others came before it, on which its answer may hang. */
export function loneCurl({ judgement, exchanges }: CaseResult, record: RunRecord): string | undefined {
  const at = judgement.exchange ?? exchanges.length - 1;
  const exchange = exchanges[at];
  return exchange === undefined || at >= exchange.attempt ? undefined : curlOf(exchange, record);
}
