import { isJsonObject } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { decoded } from "#protocol/decoded.ts";
import { registrationOf } from "./steps/fresh.ts";
import { lastPart, type Step, unsendable } from "./steps/steps.ts";

/**
 * Another cluster beside those of the steps: the smallest registration that had to be accepted, or else that was, under a
 * name that no step has.
 */
export function bystanderOf(record: RunRecord, steps: readonly Step[]): Step | undefined {
  const last = decoded(lastPart(steps.at(-1)?.evidence.request.path ?? "") ?? "");
  const told = steps.map(({ evidence: { request } }) => `${request.path}\n${request.body?.text ?? ""}`).join("\n");
  const others = registrationsOf(record).filter((one) => !told.includes(nameIn(one)));
  // Names that begin alike may be taken for each other.
  const evidence = others.find((one) => nameIn(one).slice(0, STEM) === last.slice(0, STEM)) ?? others[0];
  return evidence === undefined ? undefined : { number: 0, evidence, isGround: true };
}

/**
 * A cluster that is registered as one of the steps registers its own, and removed before the step that decides: what went
 * with another one went with this one, however alike the two had to be. Its name is the other's without the last letter.
 */
export function besides({ evidence }: Step): Step | undefined {
  const name = nameIn(evidence).slice(0, -1);
  const { request, response } = evidence;
  const members = parsedJson(request.body?.text);
  if (!isJsonObject(members)) return undefined;
  const text = JSON.stringify({ ...members, name, clientRequestToken: undefined });
  const body = { text, bytes: Buffer.byteLength(text), truncated: false };
  const answered = response && { ...response, body: NO_BODY };
  const other = { ...evidence, request: { ...request, body }, response: answered };
  return isSendable(other) ? { number: 0, evidence: other, isGround: true, isRemovedFirst: true } : undefined;
}

/** What it answers is not known. */
const NO_BODY = { text: "", bytes: 0, truncated: false };

const registrationsOf = perObject(({ operations, requirements }: RunRecord): readonly Evidence[] => {
  const path = operations.find(({ id }) => id === "RegisterCluster")?.path;
  const cases = requirements.flatMap((requirement) => requirement.cases);
  const ofPath = (all: readonly Evidence[]): readonly Evidence[] =>
    all.filter((one) => one.request.path === path && one.response?.status === 200 && isSendable(one));
  const sizeOf = ({ request }: Evidence): number => request.body?.bytes ?? 0;
  const smallestFirst = (all: readonly Evidence[]) => ofPath(all).toSorted((one, other) => sizeOf(one) - sizeOf(other));
  return [cases.flatMap(rightlyAccepted), cases.flatMap(besideRefusals)].flatMap(smallestFirst);
});

function rightlyAccepted({ expectation, verdict, judgement, exchanges }: CaseResult): Evidence[] {
  const decisive = exchanges.at(judgement.exchange ?? -1);
  return expectation === "must-accept" && verdict === "pass" && decisive !== undefined ? [decisive] : [];
}

/** What had to be refused may have been accepted wrongly. */
function besideRefusals({ expectation, exchanges }: CaseResult): readonly Evidence[] {
  return expectation === "must-reject" ? [] : exchanges;
}

function nameIn(evidence: Evidence): string {
  return registrationOf(evidence)?.name ?? "";
}

const STEM = 4;

/** Shorter names may be somebody's. */
function isSendable(evidence: Evidence): boolean {
  return nameIn(evidence).length >= 8 && unsendable(evidence) === undefined;
}
