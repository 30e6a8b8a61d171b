import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { idsShown } from "#spec/observations/as-observed.ts";
import type { Observation } from "#spec/observations/observation.ts";
import { shownAnswer, shownErrorText } from "#suites/record/readings/read-evidence.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { matcherWords } from "./matcher-words.ts";
import { valuesSent } from "./values-sent.ts";

/** An answer as an observation without a number and a source, and the requirements that it shows not to hold. */
export interface Observed extends Omit<Observation, "id" | "source" | "contradicts"> {
  readonly missed: readonly string[];
}

/** How a target answered about a requirement. */
export interface ObservedVerdict extends Pick<RequirementResult, "id" | "level" | "evidence" | "verdict"> {
  readonly expected: string;
  readonly received: string;
}

/** What a record of a run against EKS shows, and what of what is known it would change. */
export interface ObservedRun {
  readonly observed: readonly Observed[];
  /** Each MUST that is not kept. */
  readonly unkept: readonly ObservedVerdict[];
  /** Those of them that observations so far show to hold. */
  readonly departed: readonly ObservedVerdict[];
  /** Each SHOULD and INFO, which no source settles, with an answer. */
  readonly settled: readonly ObservedVerdict[];
  /** Kept, and not on record so far. */
  readonly confirmed: readonly string[];
}

/** Reads the record of a run as answers of EKS; `contract` has all of its operations. */
export function observedIn(record: RunRecord, contract: Contract): ObservedRun {
  const judged = record.requirements.flatMap((requirement) => {
    const one = requirement.cases.find(({ verdict }) => verdict === requirement.verdict);
    return one === undefined || !ANSWERED.has(requirement.verdict) ? [] : [{ requirement, one }];
  });
  const day = record.run.startedAt.slice(0, 10);
  const groups = new Map<string, Observed>();
  for (const { requirement, one } of judged) {
    const exchange = one.exchanges[one.judgement.exchange ?? one.exchanges.length - 1];
    const seen = exchange === undefined ? undefined : answerIn(exchange, one, contract);
    if (seen === undefined) continue;
    const { operation, status, error, says } = seen;
    const key = JSON.stringify([operation, status, error, says]);
    const side = requirement.verdict === "pass" ? { requirements: [requirement.id] } : { missed: [requirement.id] };
    groups.set(key, merged(groups.get(key), { ...seen, date: day, seen: "raw", missed: [], ...side }));
  }
  const told = judged.map(({ requirement, one }) => answered(requirement, one));
  const unkept = told.filter(({ level, verdict }) => level === "MUST" && verdict === "fail");
  const known = new Set(record.requirements.filter(({ evidence }) => evidence === "recorded").map(({ id }) => id));
  return {
    observed: [...groups.values()].map((each) => withoutPlain(each, contract)),
    unkept,
    departed: unkept.filter(({ id }) => known.has(id)),
    settled: told.filter(({ level }) => level !== "MUST"),
    confirmed: told.filter(({ id, verdict }) => verdict === "pass" && !known.has(id)).map(({ id }) => id),
  };
}

const ANSWERED = new Set<RequirementResult["verdict"]>(["pass", "fail", "warn", "info"]);

function answered({ id, level, evidence, verdict }: RequirementResult, { judgement }: CaseResult): ObservedVerdict {
  return { id, level, evidence, verdict, expected: judgement.expected, received: judgement.received };
}

type AnswerSeen = Pick<Observed, "operation" | "sent" | "status" | "error" | "says" | "answer">;

/** Undefined where no answer came. */
function answerIn(evidence: Evidence, { summary }: CaseResult, contract: Contract): AnswerSeen | undefined {
  const { request } = evidence;
  const answer = shownAnswer(evidence);
  if (answer === undefined || answer.status < 200) return undefined;
  const route = matchRoute(contract, request);
  const { status, headers, json } = answer;
  const error = status >= 400 ? answer.error.name : undefined;
  const text = shownErrorText(answer);
  const says = status >= 400 && text !== undefined ? matcherWords(text, valuesSent(request)) : [];
  const schema =
    status < 300
      ? route?.operation.success.schema
      : route?.operation.errors.find((each) => each.name === error)?.schema;
  return {
    operation: route?.operation.id ?? "*",
    sent: summary,
    status,
    ...(error === undefined ? {} : { error }),
    ...(says.length === 0 ? {} : { says }),
    answer: formOf(json, schema, headers),
  };
}

/** The members of an answer that the contract knows, two levels deep: those that there are, those that are null, the empty ones. */
function formOf(
  body: JsonValue | undefined,
  schema: JsonSchema = {},
  headers: readonly (readonly [string, string])[] = [],
): AnswerSeen["answer"] {
  const [members, nulls, empty]: [string[], string[], string[]] = [[], [], []];
  const visit = (value: JsonValue, { properties = {} }: JsonSchema, at: string, depth: number): void => {
    if (!isJsonObject(value)) return;
    for (const [name, part] of Object.entries(value)) {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (known === undefined) continue;
      const pointer = `${at}/${name}`;
      (part === null ? nulls : members).push(pointer);
      if (typeof part === "object" && part !== null && Object.keys(part).length === 0) empty.push(pointer);
      if (depth < 2 && part !== null) visit(part, known, pointer, depth + 1);
    }
  };
  visit(body ?? null, schema, "", 1);
  const names = headers.map(([name]) => name.toLowerCase()).filter((name) => /^x-amz[a-z0-9-]*$/.test(name));
  return { members, nulls, empty, headers: [...new Set(names)] };
}

function merged(before: Observed | undefined, now: Observed): Observed {
  if (before === undefined) return now;
  const both = (key: "members" | "nulls" | "empty" | "headers"): string[] => [
    ...new Set([...(before.answer?.[key] ?? []), ...(now.answer?.[key] ?? [])]),
  ];
  return {
    ...before,
    requirements: [...(before.requirements ?? []), ...(now.requirements ?? [])],
    missed: [...before.missed, ...now.missed],
    answer: { members: both("members"), nulls: both("nulls"), empty: both("empty"), headers: both("headers") },
  };
}

/** Without what its form shows by itself, and without empty lists. */
function withoutPlain(observed: Observed, contract: Contract): Observed {
  const { requirements = [], answer = {}, ...rest } = observed;
  const plain = idsShown(contract, { ...rest, answer, id: "", source: "" });
  const own = requirements.filter((id) => !plain.includes(id));
  const form = Object.fromEntries(Object.entries(answer).filter(([, list]) => list.length > 0));
  return {
    ...rest,
    ...(Object.keys(form).length === 0 ? {} : { answer: form }),
    ...(own.length === 0 ? {} : { requirements: own }),
  };
}
