import { type ListForm, wantsRefusal } from "#suites/record/condition.ts";
import { decoded } from "#protocol/decoded.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { type Deciding, isUntold, type Untold } from "./asserts/asked-of-answer.ts";
import { askedOf } from "./asserts/asked-of.ts";
import { besides, bystanderOf } from "./bystander.ts";
import { errorPlaceOf } from "./error-place.ts";
import { type FoundCase, headLines } from "./head.ts";
import { noCaptures } from "./hurl/captures.ts";
import { type HurlEntry, entryLines, retried } from "./hurl/entry.ts";
import { quotedText } from "./hurl/hurl-text.ts";
import { jsonQuery } from "./hurl/json-path.ts";
import { PAGES, pathOfList, walksOf } from "./lists.ts";
import { pagingOf } from "./paging.ts";
import { basesOf } from "./steps/bases-of.ts";
import { beginningLines } from "./steps/beginning.ts";
import { fits } from "./steps/path-template.ts";
import { freshIn, registrationOf } from "./steps/fresh.ts";
import { isEscaped } from "./steps/percent.ts";
import { makingOf } from "./steps/making.ts";
import { lookEntry, removalOf } from "./steps/removal.ts";
import { encodesAnswer, type Replacing, requestEntry } from "./steps/request.ts";
import { type OwnSignature, ownSignature, rightly } from "./steps/signature.ts";
import { withGround } from "./steps/steps-before.ts";
import { lastPart, type Step, type Steps, stepsOf } from "./steps/steps.ts";

/** One of the two: the text of a file that Hurl runs, or why none can tell whether the fault is there. */
type FindingFile = { readonly text: string } | Untold;

/**
 * All steps of a case, what its judgement wants of the last one, and the removal of what they made. Before them goes a
 * base where a refusal is wanted, if one can be sent.
 */
export function findingFile(found: FoundCase): FindingFile {
  const { record, example } = found;
  const own = stepsOf(example);
  const ground = withGround(record, own, example.judgement.condition);
  for (const base of basesOf(record, example, ground.steps)) {
    const based = withGround(record, { steps: [base, ...own.steps] }, example.judgement.condition);
    const file = fileOfSteps(found, based);
    if (!isUntold(file)) return file;
  }
  return fileOfSteps(found, ground);
}

function fileOfSteps(found: FoundCase, { steps, untold }: Steps): FindingFile {
  if (untold !== undefined || steps.length === 0) return { untold: untold ?? "there is nothing to send" };
  const all = withOther(found, steps);
  if (lackingOnPage(found, all) > 0) return { untold: "it shows clusters that were not registered for it" };
  if (showsOthers(found, all)) return { untold: "it shows what was not created for it" };
  const entries = entriesOf(found, all);
  if (isUntold(entries)) return entries;
  const lines = [...headLines(found), ...beginningLines(entries), ...entries.flatMap(entryLines)];
  return { text: `${lines.join("\n").trimEnd()}\n` };
}

/**
 * Another cluster, where the steps make none by themselves: what must be new each time is compared with it, what is found
 * and should not be may be another one, and what is not found may have gone with another one.
 */
function withOther({ record, example }: FoundCase, steps: readonly Step[]): readonly Step[] {
  if (isService(record) || steps.some(({ isGround }) => isGround === true)) return steps;
  const isNew = example.judgement.condition?.members?.some(({ fresh }) => fresh === true) === true;
  const registers = steps.filter(({ evidence }) => registrationOf(evidence) !== undefined).length;
  const lost = lostCluster(steps);
  const isMissed =
    (isNew && registers < 2) || isWronglyFound(example, steps.at(-1)) || lackingOnPage({ record, example }, steps) > 0;
  const other = lost === undefined ? (isMissed ? bystanderOf(record, steps) : undefined) : besides(lost);
  if (other === undefined) return steps;
  return [other, ...steps].map((step, at) => ({ ...step, number: at + 1 }));
}

/**
 * How many more clusters than the steps register a page of a list needs to show what is wrong with its items or its token,
 * or to end before a name that the list does not have.
 */
function lackingOnPage({ record, example }: Pick<FoundCase, "record" | "example">, steps: readonly Step[]): number {
  const { at: items, next = "" } = pagingOf({});
  const { members = [], list = {} } = example.judgement.condition ?? {};
  const answer = parsedJson(steps.at(-1)?.evidence.response?.body.text);
  const shown = answer === undefined ? undefined : valueAt(answer, items);
  if (isService(record) || !Array.isArray(shown)) return 0;
  const hasNext = (valueAt(answer ?? null, next) ?? null) !== null;
  const isOfNext = hasNext && [...(list.once ?? []), ...(list.has ?? [])].some((name) => !shown.includes(name));
  const isOfPage = members.some(({ at }) => at === next || at === items || at.startsWith(`${items}/`));
  if (!isOfNext && !isOfPage) return 0;
  const registered = new Set(steps.map(({ evidence }) => registrationOf(evidence)?.name).filter(Boolean));
  return shown.length + (hasNext ? 1 : 0) - registered.size;
}

/** The judgement is about an item of a list, or the size of a page, of a kind that a run creates, and the steps create no more than those before it. */
function showsOthers({ record: { operations, recipes = [] }, example }: FoundCase, steps: readonly Step[]): boolean {
  const indices = example.judgement.condition?.members?.map(({ at }) => Number(/^\/[^/]+\/(\d+)/.exec(at)?.[1] ?? -1));
  const operationOf = ({ evidence: { request } }: Step) =>
    operations.find(({ method, path }) => method === request.method && fits(path, request.path));
  const kind = steps.at(-1)?.evidence.request.method === "GET" ? steps.map(operationOf).at(-1)?.resource : undefined;
  const creating = recipes.filter((recipe) => recipe.kind === kind).map(({ operation }) => operation);
  const created = steps.filter((step) => creating.includes(operationOf(step)?.id ?? "")).length;
  const pageSize = example.judgement.condition?.list?.pageSize;
  return creating.length > 0 && Math.max(pageSize ?? -1, ...(indices ?? [])) >= created;
}

/** The registration of a cluster that is not there although nothing in the case removed it: another case did. */
function lostCluster(steps: readonly Step[]): Step | undefined {
  const last = steps.at(-1)?.evidence;
  if (last?.response?.status !== 404 || last.request.method !== "GET") return undefined;
  if (steps.some(({ evidence }) => evidence.request.method === "DELETE")) return undefined;
  const registers = steps.filter(({ evidence }) => evidence.response?.status === 200 && registrationOf(evidence));
  const name = decoded(lastPart(last.request.path) ?? "");
  return registers.find(({ evidence }) => registrationOf(evidence)?.name === name) ?? registers[0];
}

/** A success where a refusal is wanted, of a request that makes nothing. */
function isWronglyFound(example: FoundCase["example"], last: Step | undefined): boolean {
  const status = last?.evidence.response?.status ?? 0;
  if (last === undefined || status === 0 || status >= 300 || registrationOf(last.evidence) !== undefined) return false;
  return wantsRefusal(example.judgement);
}

function entriesOf({ record, example }: FoundCase, steps: readonly Step[]): readonly HurlEntry[] | Untold {
  const fresh = freshIn(record, steps);
  if (isUntold(fresh)) return fresh;
  const captures = noCaptures();
  const { target, contract } = record;
  const scope = { region: target.region, service: contract.signingName ?? "eks" };
  const own = ownSignature(example.exchanges);
  const written: { readonly step: number; readonly entry: HurlEntry }[] = [];
  const removals: HurlEntry[] = [];
  const removedFirst: HurlEntry[] = [];
  for (const [at, step] of steps.entries()) {
    const before = steps.slice(0, at);
    if (encodesAnswer(step.evidence, before)) return { untold: "Hurl encodes what an answer gives in its own way" };
    const replacing: Replacing = { fresh, captures, before, scope };
    const made = removalOf({ record, step, replacing, own });
    if (made !== undefined && isUntold(made)) return made;
    const isLast = at === steps.length - 1;
    const name = registrationOf(step.evidence)?.name ?? makingOf(record, step)?.id;
    const isNamed = name !== undefined && isReferredTo(name, steps.slice(at + 1), example);
    const entries = isLast
      ? decisive({ record, example, step, replacing, own })
      : [setUp(record, { step, isNamed }, replacing)];
    if (isUntold(entries)) return entries;
    if (isLast) written.push(...removedFirst.map((entry) => ({ step: 0, entry })));
    const all = step.isRemovedFirst === true ? removedFirst : removals;
    if (made !== undefined && !all.some((one) => isSame(one, made))) all.push(made);
    written.push(...entries.map((entry, index) => ({ step: index === 0 ? step.number : 0, entry })));
  }
  const capturing = written.map(({ step, entry }) => ({
    ...entry,
    captures: [...captures.of(step), ...(entry.captures ?? [])],
  }));
  return [...capturing, ...removals.toReversed()];
}

function isSame(one: HurlEntry, other: HurlEntry): boolean {
  return JSON.stringify([one.path, one.body]) === JSON.stringify([other.path, other.body]);
}

/** The steps after the one that makes it, or what is asked of the last one, are about it. */
function isReferredTo(name: string, later: readonly Step[], { judgement }: FoundCase["example"]): boolean {
  const texts = later.map(({ evidence: { request } }) => `${decoded(request.path)}\n${request.body?.text ?? ""}`);
  return [...texts, JSON.stringify(judgement.condition ?? {})].some((text) => text.includes(name));
}

/** A step before the one that decides: what the case refers to must be there, or its end says nothing. */
function setUp(
  { target }: RunRecord,
  { step, isNamed }: { readonly step: Step; readonly isNamed: boolean },
  replacing: Replacing,
): HurlEntry {
  const { evidence, until, ready, isGround, number } = step;
  const request = requestEntry(evidence, replacing);
  const status = evidence.response?.status ?? 0;
  if (ready !== undefined) {
    const asserts = readyAsserts(ready);
    return retried({ ...request, comment: `${number}. It is asked for until it is ready.`, asserts }, target.kind);
  }
  if (until !== undefined) {
    const wanted = until < 300 ? { asserts: ["status < 300"] } : { status: until };
    return retried({ ...request, comment: `${number}. A write may take its time to show.`, ...wanted }, target.kind);
  }
  const succeeded = evidence.response !== undefined && status < 300;
  const mustSucceed = isGround === true || (succeeded && isNamed);
  const answered = evidence.response === undefined ? "not answered" : `answered with ${status}`;
  if (!mustSucceed) return { ...request, comment: `${number}. Before what decides: ${answered}.` };
  return {
    ...request,
    comment: `${number}. What the finding needs; without it, this says nothing.`,
    asserts: ["status < 300"],
  };
}

function readyAsserts({ at, values }: NonNullable<Step["ready"]>): string[] {
  const pattern = values.map((value) => value.replace(/[^\w-]/gu, "."));
  return [`${jsonQuery(at)} matches ${quotedText(`^(${pattern.join("|")})$`)}`];
}

interface Decisive {
  readonly record: RunRecord;
  readonly example: FoundCase["example"];
  readonly step: Step;
  readonly replacing: Replacing;
  readonly own: OwnSignature;
}

/** The request that decides, in as many entries as it takes to see it. */
function decisive({ record, example, step, replacing, own }: Decisive): readonly HurlEntry[] | Untold {
  const { judgement, expectation } = example;
  const deciding: Deciding = { ...replacing, judgement, expectation, step, errorPlace: errorPlaceOf(record) };
  const asked = askedOf(deciding);
  if (isUntold(asked)) return asked;
  const { list, absent, settles } = judgement.condition ?? {};
  const isAsked = asked.status !== undefined || asked.asserts.length > 0 || list !== undefined;
  if (!isAsked) return { untold: "nothing that the record wants of the answer tells it from this one" };
  const request = requestEntry(step.evidence, replacing);
  const comment = `${step.number}. What decides: ${judgement.expected}.`;
  if (list !== undefined) return listEntries(list, { deciding, request, comment, kind: record.target.kind });
  const plain = { ...request, comment, ...asked };
  const entry = settles === true ? retried(plain, record.target.kind) : plain;
  if (absent !== undefined) return absentEntries(absent, deciding, { entry, record, own });
  const isShown = step.evidence.signing !== undefined && !isEscaped(step.evidence.request.path);
  const control = isShown ? [rightlySigned(step, replacing, own)] : [];
  return [entry, ...control];
}

/** Where a broken signature was to be refused, the right one must not be denied, or nothing was shown. */
function rightlySigned({ evidence }: Step, replacing: Replacing, own: OwnSignature): HurlEntry {
  const request = requestEntry(rightly(evidence, own), replacing);
  return {
    ...request,
    comment: "Correctly signed, it is not denied; otherwise this says nothing.",
    asserts: ['status toString not matches "^(401|403|5..)$"'],
  };
}

interface ListToAsk {
  readonly deciding: Deciding;
  readonly request: Omit<HurlEntry, "comment">;
  readonly comment: string;
  readonly kind: string;
}

function listEntries(list: ListForm, { deciding, request, comment, kind }: ListToAsk): readonly HurlEntry[] | Untold {
  const walks = walksOf(list, deciding);
  if (isUntold(walks)) return walks;
  return walks.map(({ comment: what, more, captures, asserts }): HurlEntry => {
    const path = requestEntry(
      {
        ...deciding.step.evidence,
        request: { ...deciding.step.evidence.request, path: pathOfList(deciding.step, list, more !== undefined) },
      },
      deciding,
    ).path;
    const entry = { ...request, comment: `${comment} Here: ${what}.`, captures, asserts };
    if (more === undefined) return retried({ ...entry, path }, kind);
    const options: HurlEntry["options"] = [
      ["variable", ["more="]],
      ["retry", [String(PAGES)]],
      ["retry-interval", [kind === "aws" ? "1s" : "10ms"]],
    ];
    return { ...entry, path: [...path, more], options: [...entry.options, ...options] };
  });
}

/** A name whose registration is refused leaves no cluster. */
function absentEntries(
  name: string,
  deciding: Deciding,
  { entry, record, own }: { readonly entry: HurlEntry; readonly record: RunRecord; readonly own: OwnSignature },
): readonly HurlEntry[] | Untold {
  const registered = registrationNamed(name, deciding);
  if (registered === undefined)
    return { untold: "the registration that left the cluster is not among the requests kept" };
  const look = lookEntry({ record, step: registered, replacing: deciding, own });
  if (look === undefined) return { untold: "there is no request that looks for the cluster" };
  return [
    entry,
    { ...look, comment: `What decides: ${deciding.judgement.expected}.`, asserts: ["status >= 400", "status < 500"] },
  ];
}

/** The registration that a condition says must leave nothing behind. */
function registrationNamed(name: string, { before, step }: Deciding): Step | undefined {
  return [...before, step].findLast(({ evidence }) => registrationOf(evidence)?.name === name);
}
