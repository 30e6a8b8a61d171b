import { dirname, join } from "node:path";
import { plainText } from "#spec/json/plain-text.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Features } from "#suites/plan/target-kind-settings.ts";
import { classifyEndpoint, isNearbyAddress } from "#endpoint/aws/classify-endpoint.ts";
import { specFile } from "#suites/record/readings/built-in-specs.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { UNNAMED, withoutCredentials } from "#cli/callers/without-credentials.ts";
import { bodyOf } from "#cli/run/results/evidence-body.ts";
import { oneRequestCase } from "#suites/registration/cases/inputs/one-request.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { closeSpellings } from "#cli/close-spellings.ts";
import { matchRoute } from "#protocol/route.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import { isOfOthers } from "#suites/record/readings/others-traffic.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Console } from "#cli/console.ts";
import { requireOutside } from "#cli/files/writing/results-folder.ts";
import { readRecord, recordFileOf } from "#cli/files/reading/read-record.ts";
import { rehearse } from "#cli/planning/rehearsal.ts";
import { plannedTarget } from "#cli/run/target/planned-target.ts";
import { tellEnd, tellReport, tellWarnings, tellWarningsLate, type TellingFlags } from "#cli/run/print-outcome.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { featureOfTarget } from "#cli/flags/features.ts";
import { fire, planRun, type RunPlan } from "#cli/run/run-suite.ts";
import { WHAT_KILLED } from "#suites/killers/what-killed.ts";
import { idsInState } from "#suites/service/states/cases-in-state.ts";
import { type ToldTarget, withToldTarget } from "#cli/run/target/told-target.ts";
import type { TargetStartFlags } from "#cli/started/await-target.ts";
import { UsageError } from "#cli/usage-error.ts";

/** The flags of `replay` beside those of `run`. */
export interface ReplayFlags extends TellingFlags, TargetStartFlags {
  /** Id of the case to send again, as the record has it. */
  readonly case: string;
}

/** The flags of `run`. Default of `out`: a folder beside the record. */
export type ReplayRunFlags = Omit<RunFlags, "out"> & { readonly out?: string };

/** Random inputs that are drawn on the word of a record: drawing more takes minutes. */
const DRAWN_UNASKED = 1_000;

/** Why a case of a record is not among those of a plan. */
const NOT_ALONE =
  "it looks back at a whole run, is about signatures where none is looked at, or is gone from this version";

/** Fires one case of a record again, with its seed, at its endpoint or another; exits as a run would. */
export async function replayCommand(
  given: string,
  { case: id, json, quiet, verbose, command, waitForTarget }: ReplayFlags,
  flags: ReplayRunFlags,
  console: Console,
): Promise<number> {
  const telling = { json, quiet, verbose };
  const starting = { command, waitForTarget };
  const file = recordFileOf(given);
  const record = readRecord(file);
  if (isOfOthers(record.run)) {
    throw new UsageError(`replay ${given}: its requests are not those of a run but of others, and are not sent again`);
  }
  const found = record.requirements.flatMap(({ cases }) => cases).find((each) => each.id === id);
  const out = folderBeside(file, flags.out);
  const plan = ofOneCase(planRun(flagsOf(record, { ...flags, command, out }, id, found)));
  if (found === undefined && !(await isDrawn(plan, id, command))) throw new UsageError(unknownCase(id, file, record));
  const isUnnamed = command === undefined && flags.endpointUrl === undefined && isOnlyRecorded(plan.flags);
  const profile = isUnnamed ? undefined : plan.flags.profile;
  const replay = async (told: ToldTarget): Promise<number> => {
    const { target, output, progress, signal, sweep, typed } = told;
    progress.note(`Replaying ${id} against ${target.endpoint}, seed ${plan.seed}${isUnnamed ? UNNAMED : ""}`);
    tellWarnings(target, progress);
    const isInRecordAlone = found?.reduced !== undefined || found?.id === WHAT_KILLED;
    const recorded = isInRecordAlone ? recordedCase(plan.contract, found) : undefined;
    const ids = idsInState(id);
    const fired = new Set<string>();
    let unsent = NOT_ALONE;
    const again = await fire({
      plan,
      target,
      output,
      signal,
      onEvent: (event) => void (event.type === "case" && fired.add(event.id)),
      onlyCases: new Set(ids),
      unsent: (why) => (unsent = why),
      cases: recorded === undefined ? undefined : [recorded],
    });
    const kept = output.finish(again, flags.format);
    const isExplained = again.outcome.verdict === "not-implemented" || again.outcome.verdict === "inconclusive";
    if (!ids.some((each) => fired.has(each)) && !isExplained)
      throw new UsageError(`--case ${id}: not sent to ${target.endpoint}: ${unsent}`);
    tellEnd(kept, output, { ...telling, format: flags.format, isReplay: true, sweep, typed }, console);
    tellWarningsLate(target, kept, telling, console);
    tellReport(output, { ...telling, format: flags.format }, progress);
    return again.outcome.exitCode;
  };
  const env = isUnnamed ? withoutCredentials(process.env) : process.env;
  return withToldTarget({ ...plan.flags, ...starting, ...telling, profile }, console, replay, env);
}

/**
 * Whether a record alone says where to send. It may be anybody's, so what is nearby gets no credentials of the user's, AWS
 * only what the guard lets through, and throws UsageError of anything else.
 */
function isOnlyRecorded({ endpointUrl, aws }: RunFlags): boolean {
  if (endpointUrl === undefined || aws === true || classifyEndpoint(endpointUrl) === "aws") return false;
  if (isNearbyAddress(endpointUrl)) return true;
  throw new UsageError(
    `replay: only the record says that its run was at ${endpointUrl}, and it may be anybody's: if that is right, add --endpoint-url ${shellQuote(endpointUrl)}`,
  );
}

/** Whether the seed draws a case that the record does not show, such as one that passed; found out without a request. */
async function isDrawn(plan: RunPlan, id: string, command: string | undefined): Promise<boolean> {
  const planned = await plannedTarget({ ...plan.flags, command });
  const { cases, dropped } = await rehearse(plan, planned, new Set([id]));
  return cases.some((each) => each.id === id) || dropped.some(([testCase]) => testCase.id === id);
}

/** The same, but that what is left out is not told as if a flag had done so. */
function ofOneCase(plan: RunPlan): RunPlan {
  const requirements = plan.requirements.map((requirement): PlannedRequirement =>
    requirement.excluded?.verdict === "disabled"
      ? { ...requirement, excluded: { verdict: "disabled", reason: "not of the case that is replayed" } }
      : requirement,
  );
  return { ...plan, requirements };
}

/** Beside the record, unless told; never where the record itself would be overwritten. */
function folderBeside(record: string, out: string | undefined): string {
  if (out === undefined) return join(dirname(record), "replay");
  requireOutside(out, record, "the record being replayed");
  return out;
}

/**
 * Where the case is sent: as the flags say, else where the record's run sent it. What that run started is there no more,
 * and a record may be anybody's, so what it says would start it is never run.
 */
function endpointFor({ target }: RunRecord, { endpointUrl, command, aws }: FlagsOfReplay): string | undefined {
  if (endpointUrl !== undefined || command !== undefined || aws === true || target.embedded === true)
    return endpointUrl;
  if (target.command === undefined) return target.endpoint;
  throw new UsageError(
    "replay: the record's run started its target and ended it: give --command with what starts it, or the --endpoint-url of one that runs",
  );
}

type FlagsOfReplay = RunFlags & Pick<TargetStartFlags, "command">;

/** The record's own seed, contract and target, where the flags do not name others. */
function flagsOf(record: RunRecord, flags: FlagsOfReplay, id: string, found: CaseResult | undefined): RunFlags {
  const { options, seed } = record.run;
  const spec = flags.spec ?? builtInSpec(options["spec"]);
  const drawn = typeof options["cases"] === "number" ? options["cases"] : 0;
  const cases = flags.cases ?? Math.max(drawn, Number(/\d+$/.exec(id)?.[0] ?? 0) + 1);
  if (flags.cases === undefined && cases > DRAWN_UNASKED) {
    throw new UsageError(
      `--case ${id}: only the record says that ${cases} inputs were drawn; if so, add --cases ${cases}`,
    );
  }
  const requirements = record.requirements
    .filter((requirement) => requirement.cases.some((each) => each.id === id))
    .map((requirement) => requirement.id);
  // A whole service has a control of each operation, which is sent whatever is selected.
  const control = isService(record) ? [] : ["register.route"];
  return {
    ...flags,
    seed,
    cases,
    region: flags.region ?? record.target.region,
    endpointUrl: endpointFor(record, flags),
    sign: flags.sign && options["sign"] !== false,
    readOnly: options["readOnly"] === true,
    describeExisting: options["describeExisting"] === true,
    feature: { ...featuresOf(options["feature"]), ...flags.feature },
    spec,
    select: flags.select.length > 0 || found === undefined ? flags.select : [...requirements, ...control],
  };
}

/** Which file holds a contract is for nobody but the user to say, either. */
function builtInSpec(said: JsonValue | undefined): string | undefined {
  if (specFile(said) !== undefined) {
    throw new UsageError("replay: the record's contract is a file of its run: name it with --spec");
  }
  return typeof said === "string" ? said : undefined;
}

/** All but the callers: whose credentials are used is for nobody but the user to say. */
function featuresOf(said: JsonValue | undefined): Features {
  const plain = Object.entries(isJsonObject(said) ? said : {}).filter(([, state]) => !isJsonObject(state));
  return plain.reduce<Features>((before, [name, state]) => featureOfTarget(`${name}=${plainText(state)}`, before), {});
}

/** A reduced request, or the one that killed, is in the record and nowhere else, so its bytes are sent again as they stand. */
function recordedCase(contract: Contract, result: CaseResult): Case {
  const evidence = result.exchanges[result.judgement.exchange ?? result.exchanges.length - 1];
  const body = bodyOf(evidence?.request.body);
  const operation = evidence === undefined ? undefined : matchRoute(contract, evidence.request)?.operation;
  if (evidence === undefined || operation === undefined) {
    throw new UsageError(`case ${result.id}: the record has no request of it`);
  }
  const { method, path, headers } = evidence.request;
  const kept = headers.filter(([name]) => /^(content-type|accept)$/i.test(name));
  return oneRequestCase({
    operation,
    id: result.id,
    kind: result.kind,
    requirement: result.judgement.requirement,
    summary: result.summary,
    request: () => ({ method, path, headers: kept, body }),
  });
}

function unknownCase(id: string, file: string, { requirements }: RunRecord): string {
  const known = new Set(requirements.flatMap(({ cases }) => cases).map((each) => each.id));
  return `--case ${id}: no such case in ${file} or its seed${closeSpellings(known, id)}`;
}
