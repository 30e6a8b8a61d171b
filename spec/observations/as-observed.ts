import type { Contract } from "#spec/contract/contract.ts";
import { errorRequirementId } from "#spec/derived/derive-errors.ts";
import { responseMemberId } from "#spec/derived/derive-response.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Kind, Level, Requirement } from "#spec/requirement.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { loadObservations } from "./load-observations.ts";
import type { LevelRule, Observation } from "./observation.ts";

/** Whether an id is one of these, or of one of these patterns, in which `*` is any text. */
export function isOneOf(patterns: readonly string[], id: string): boolean {
  return patterns.some((pattern) => (isPattern(pattern) ? ofPattern(pattern).test(id) : pattern === id));
}

function isPattern(text: string): boolean {
  return text.includes("*");
}

const compiled = new Map<string, RegExp>();

function ofPattern(pattern: string): RegExp {
  let known = compiled.get(pattern);
  if (known === undefined) {
    known = new RegExp(`^${pattern.replace(/[.\\]/g, "\\$&").replace(/\*+/g, ".*")}$`);
    compiled.set(pattern, known);
  }
  return known;
}

/** Requirements on EKS with what it was seen to do: the observations that show them to hold, and the levels until more is known. */
export function asObserved(contract: Contract, requirements: readonly Requirement[]): Requirement[] {
  const { observations, levels } = loadObservations();
  const shown = observations.flatMap((one) => idsShown(contract, one).map((id) => ({ id, one })));
  const exact = groupedBy(
    shown.filter(({ id }) => !isPattern(id)),
    ({ id }) => id,
  );
  const wide = shown.filter(({ id }) => isPattern(id));
  return requirements.map((requirement) => {
    const own = [...(exact.get(requirement.id) ?? []), ...wide.filter(({ id }) => isOneOf([id], requirement.id))];
    return atLevel(levels, citing([...new Set(own.map(({ one }) => one))], requirement));
  });
}

/** Ids, or patterns of ids, of the requirements that an observation shows to hold. */
export function idsShown({ operations }: Pick<Contract, "operations">, observation: Observation): string[] {
  const { error, status, answer = {}, requirements = [] } = observation;
  const operation = operations.get(observation.operation);
  if (operation === undefined) return [...requirements];
  const { members = [] } = answer;
  if (error !== undefined) {
    const isDue = operation.errors.some((due) => due.name === error && due.status === status);
    const aspects = [...(isDue ? (["status"] as const) : []), ...(members.length > 0 ? (["members"] as const) : [])];
    return [...requirements, ...aspects.map((aspect) => errorRequirementId(operation.prefix, error, aspect))];
  }
  if (members.length === 0 || (status ?? 200) >= 400) return [...requirements];
  return [...requirements, ...["", ...members].map((at) => responseMemberId(operation, pointerTokens(at)))];
}

function citing(shownBy: readonly Observation[], requirement: Requirement): Requirement {
  if (shownBy.length === 0) return requirement;
  const observations = shownBy.map(({ id, date, seen, source }) => ({ id, date, seen, source }));
  return { ...requirement, authority: "observed", evidence: "recorded", observations };
}

const RANK: Readonly<Record<Level, number>> = { MUST: 0, SHOULD: 1, INFO: 2 };

/** The requirement with the level that the first rule about it gives. */
function atLevel(rules: readonly LevelRule[], requirement: Requirement): Requirement {
  const rule = rules.find((one) => isAbout(one, requirement));
  if (rule === undefined) return requirement;
  const level = lower(requirement.level, rule.level);
  const levels: Partial<Record<Kind, Level>> = {};
  for (const [kind, given] of Object.entries({ ...rule.levels, ...requirement.levels }) as [Kind, Level][]) {
    const held = lower(lower(given, rule.levels?.[kind]), level);
    if (held !== level) levels[kind] = held;
  }
  const isNews =
    level !== requirement.level || Object.keys(levels).length > Object.keys(requirement.levels ?? {}).length;
  if (!isNews) return requirement;
  return {
    ...requirement,
    level,
    levels: Object.keys(levels).length === 0 ? undefined : levels,
    remark: requirement.remark === undefined ? rule.remark : `${requirement.remark} ${rule.remark}`,
  };
}

function isAbout({ requirements, claim }: LevelRule, { id, claim: said, subject }: Requirement): boolean {
  if (claim === undefined) return isOneOf(requirements ?? [], id);
  const { part, keyword, in: place = said?.in, side = subject?.side } = claim;
  return said?.part === part && said.keyword === keyword && said.in === place && subject?.side === side;
}

/** The less binding of two levels. */
function lower(one: Level, other: Level = one): Level {
  return RANK[other] > RANK[one] ? other : one;
}
