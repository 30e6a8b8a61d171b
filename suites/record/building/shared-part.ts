import { BUILT_IN_SPECS } from "#suites/record/readings/built-in-specs.ts";
import { outcomeOf } from "#suites/record/verdicts/outcome.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { isStrict } from "#suites/record/verdicts/unexpected.ts";
import { decidingOnly } from "./within-size.ts";

/**
 * The part of a record that is made to be handed on: a record by itself, of the requirements that an answer decided, each
 * case with that answer alone. It says nothing of who ran it, of the machine, or of what the account has.
 */
export function sharedPart(record: RunRecord): RunRecord {
  const requirements = record.requirements.filter(({ cases }) => cases.length > 0).map(withDecidingAnswers);
  const operations = record.operations.filter(({ id }) => requirements.some(({ operation }) => operation === id));
  const clusters = { registered: 0, deregistered: 0, left: [] };
  const { schemaVersion, tool, run, target, contract } = record;
  const { endpoint, embedded, kind, region } = target;
  const shown = { endpoint, kind, region, ...(embedded === undefined ? {} : { embedded }) };
  const { interrupted } = run;
  return {
    schemaVersion,
    shared: true,
    tool,
    withoutFiles: "it is the part of a record that is made to be shared",
    run: { ...run, options: plainOptions(run.options) },
    target: shown,
    contract: { ...contract, file: contract.file.split(/[/\\]/).at(-1) ?? "" },
    outcome: outcomeOf({ requirements, operations, clusters, target: shown, interrupted, strict: isStrict(record) }),
    operations,
    requirements,
    contradictions: [],
    clusters,
    traffic: { requests: 0, cases: 0, retries: 0, throttled: 0, lostReplies: 0, latency: [], perSecond: [] },
  };
}

/** What readers of the part go by; names of profiles and of files are the sender's. */
function plainOptions(options: RunRecord["run"]["options"]): RunRecord["run"]["options"] {
  const kept = ["cases", "level", "readOnly", "describeExisting", "strict"].filter((name) =>
    Object.hasOwn(options, name),
  );
  const spec = options["spec"];
  const plain = Object.fromEntries(kept.map((name) => [name, options[name] ?? null]));
  return typeof spec === "string" && BUILT_IN_SPECS.includes(spec) ? { ...plain, spec } : plain;
}

function withDecidingAnswers(requirement: RequirementResult): RequirementResult {
  return { ...requirement, cases: requirement.cases.map(withDecidingAnswer) };
}

function withDecidingAnswer(one: CaseResult): CaseResult {
  const { exchanges, judgement, ...rest } = decidingOnly(one);
  const said = { ...judgement, condition: undefined, theirs: undefined };
  return { ...rest, judgement: said, exchanges: exchanges.map(withoutSender) };
}

/** What it was signed with, and which program sent it, is the sender's. */
function withoutSender(evidence: Evidence): Evidence {
  const { request } = evidence;
  const headers = request.headers.filter(([name]) => /^(?:content-type|accept)$/i.test(name));
  return { ...evidence, request: { ...request, headers } };
}
