import { visibleJson } from "#spec/json/visible-json.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { causeOfEach, headline, telling, type Cause } from "./model/causes/cause.ts";
import { causesOf } from "./model/causes/causes-of.ts";
import { failingCase } from "./model/telling-case.ts";
import { brief } from "./model/text/format.ts";
import { VERDICT_WORDS, type Verdict } from "#suites/record/verdicts/verdict.ts";

/** Where a reader learns more of the tool; package.json says the same. */
const HOMEPAGE = "https://github.com/eks-conformance/eks-conformance#readme";

const LONGEST = 2000;

interface SarifKind {
  readonly kind: "fail" | "notApplicable" | "informational" | "open";
  /** SARIF 2.1.0 section 3.27.10: anything but a failure has the level `none`. */
  readonly level: "error" | "warning" | "none";
}

const GRADES: Readonly<Record<Exclude<Verdict, "error" | "pass" | "disabled">, SarifKind>> = {
  fail: { kind: "fail", level: "error" },
  warn: { kind: "fail", level: "warning" },
  info: { kind: "informational", level: "none" },
  stale: { kind: "fail", level: "error" },
  "not-implemented": { kind: "fail", level: "error" },
  inconclusive: { kind: "open", level: "none" },
  "not-applicable": { kind: "notApplicable", level: "none" },
};

/**
 * SARIF 2.1.0: each requirement is a rule, and has one result at the line of the vendored source that states
 * it, unless it passed or was left out. Results stand by their cause, the heaviest first; the run's properties hold the causes. A bug of the suite
 * is no result but a notification; an excused failure is a suppressed result.
 */
export function renderSarif(record: RunRecord): string {
  const causes = causesOf(record);
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: record.tool.name,
            version: record.tool.version,
            informationUri: HOMEPAGE,
            rules: record.requirements.map(rule),
            notifications: [{ id: "suite-error", shortDescription: { text: VERDICT_WORDS.error.means } }],
          },
        },
        automationDetails: { id: `${record.tool.name}/${record.target.kind}/` },
        columnKind: "utf16CodeUnits",
        invocations: [invocation(record)],
        results: resultsByCause(record, causes),
        properties: {
          target: record.target,
          seed: record.run.seed,
          outcome: record.outcome.sentence,
          causes: causes.map(causeProperties),
        },
      },
    ],
  };
  return `${visibleJson(log)}\n`;
}

function resultsByCause(record: RunRecord, causes: readonly Cause[]): object[] {
  const causeOf = causeOfEach(causes);
  const rank = ({ id }: RequirementResult): number => {
    const cause = causeOf.get(id);
    return cause === undefined ? causes.length : causes.indexOf(cause);
  };
  return record.requirements
    .map((requirement, index) => ({ requirement, index }))
    .sort((a, b) => rank(a.requirement) - rank(b.requirement))
    .flatMap(({ requirement, index }) => result(record, { requirement, index, cause: causeOf.get(requirement.id) }));
}

function causeProperties(cause: Cause): object {
  const { id, level, tolerated, mend, matters, shownBy, follows } = cause;
  const example = telling(cause)?.example;
  const ids = (witnesses: Cause["shownBy"]): string[] => witnesses.map(({ requirement }) => requirement.id);
  return {
    id,
    level,
    tolerated,
    title: headline(cause),
    mend,
    matters,
    expected: example === undefined ? undefined : brief(example.judgement.expected, LONGEST),
    received: example === undefined ? undefined : brief(example.judgement.received, LONGEST),
    shownBy: ids(shownBy),
    follows: ids(follows),
  };
}

function invocation(record: RunRecord): object {
  const errors = record.requirements.filter(({ verdict }) => verdict === "error");
  return {
    executionSuccessful: errors.length === 0 && !record.run.interrupted,
    exitCode: record.outcome.exitCode,
    exitCodeDescription: record.outcome.sentence,
    startTimeUtc: record.run.startedAt,
    endTimeUtc: record.run.endedAt,
    toolExecutionNotifications: errors.map((requirement) => ({
      descriptor: { id: "suite-error" },
      associatedRule: { id: requirement.id },
      level: "error",
      message: message(requirement.reason ?? VERDICT_WORDS.error.means),
    })),
  };
}

function rule(requirement: RequirementResult): object {
  const { id, title, trace, level, area, authority } = requirement;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: trace.quote },
    helpUri: trace.url?.startsWith("https://") === true ? trace.url : undefined,
    defaultConfiguration: { level: level === "MUST" ? "error" : level === "SHOULD" ? "warning" : "note" },
    properties: { level, area, authority, tags: [...new Set([level, area, authority])] },
  };
}

interface Ruled {
  readonly requirement: RequirementResult;
  readonly index: number;
  readonly cause: Cause | undefined;
}

function result(record: RunRecord, { requirement, index, cause }: Ruled): object[] {
  const { id, verdict, expectedFailure } = requirement;
  if (verdict === "error" || verdict === "pass" || verdict === "disabled") return [];
  return [
    {
      ruleId: id,
      ruleIndex: index,
      ...GRADES[verdict],
      message: message(`${cause === undefined ? "" : `${cause.title}. `}${resultText(requirement)}`),
      locations: [location(record, requirement)],
      partialFingerprints: { "requirement/v1": `${record.target.kind}:${id}` },
      ...(expectedFailure === undefined || verdict !== "fail"
        ? {}
        : { suppressions: [{ kind: "external", status: "accepted", justification: expectedFailure.reason }] }),
      properties: { verdict, cause: cause?.id },
    },
  ];
}

function resultText(requirement: RequirementResult): string {
  const example = failingCase(requirement);
  if (example === undefined)
    return `${requirement.title} ${requirement.reason ?? VERDICT_WORDS[requirement.verdict].means}`;
  const { expected, received } = example.judgement;
  return `${requirement.title} Expected ${expected}, received ${received}: ${example.summary}.`;
}

/** Brackets start an embedded link (section 3.11.6), so those of the target are escaped. */
function message(text: string): object {
  return { text: brief(text, LONGEST).replace(/[\\[\]]/g, "\\$&") };
}

function location(record: RunRecord, { trace, id }: RequirementResult): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: artifactUri(record, trace.source) },
      region: { startLine: Math.max(1, trace.line), snippet: { text: trace.quote } },
    },
    logicalLocations: [{ fullyQualifiedName: id, kind: "resource" }],
  };
}

function artifactUri(record: RunRecord, source: string): string {
  const path = source === "openapi" ? record.contract.file : `spec/source/${source}`;
  const encoded = encodeURI(path.toWellFormed().replaceAll("\\", "/"));
  return encoded.startsWith("/") ? `file://${encoded}` : encoded;
}
