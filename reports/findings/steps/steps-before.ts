import { perObject } from "#spec/kept-per-object.ts";
import type { Condition } from "#suites/record/condition.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Recipe } from "#suites/record/parts/service-recipe.ts";
import { fits, labelsIn } from "./path-template.ts";
import { decoded } from "#protocol/decoded.ts";
import { leavesIn, ownIn, pathTexts } from "./request-texts.ts";
import { type Step, type Steps, unsendable } from "./steps.ts";

/**
 * The steps of a case, before them those that make what they refer to: a run of a whole service makes a resource of each
 * kind for its cases to work on, and a script that comes later finds none of them there.
 */
export function withGround(record: RunRecord, own: Steps, condition?: Condition): Steps {
  if (!isService(record) || own.untold !== undefined) return own;
  const { steps } = own;
  const ground = neededBy(steps, condition, record.recipes ?? []).flatMap(groundSteps);
  const all = [...ground, ...steps].map((step, at) => ({ ...step, number: at + 1 }));
  const unknown = "it is about a resource that the run created for it, and the record does not say how";
  const reason = ground.map(({ evidence }) => unsendable(evidence)).find((each) => each !== undefined);
  const untold = reason ?? (isWhole(record, all) ? undefined : unknown);
  return untold === undefined ? { steps: all } : { steps: [], untold };
}

/**
 * What the steps refer to, or what they are judged by, what that refers to, and what it belongs to, in the order in which
 * they were made.
 */
function neededBy(steps: readonly Step[], condition: Condition | undefined, recipes: readonly Recipe[]): Recipe[] {
  const needed = new Set<Recipe>();
  const add = (texts: ReadonlySet<string>): void => {
    for (const recipe of recipes)
      if (texts.has(recipe.id) || texts.has(recipe.arn ?? recipe.id)) addWithParents(recipe);
  };
  const addWithParents = (recipe: Recipe): void => {
    if (needed.has(recipe) || steps.some(({ evidence }) => isSameExchange(evidence, recipe.made))) return;
    needed.add(recipe);
    const parent = recipes.find(({ kind }) => kind === recipe.parent);
    if (parent !== undefined) addWithParents(parent);
    add(textsOf(recipe.made));
  };
  for (const { evidence } of steps) add(textsOf(evidence));
  const { once = [], has = [], lacks = [], pageSize } = condition?.list ?? {};
  // A page may be full of what the run made for all cases.
  const onPage = pageSize === undefined ? [] : leavesIn(steps.at(-1)?.evidence.response?.body.text);
  add(new Set([...once, ...has, ...lacks, ...onPage]));
  return recipes.filter((recipe) => needed.has(recipe));
}

function textsOf({ request: { path, body } }: Evidence): Set<string> {
  return new Set([...pathTexts(path), ...leavesIn(body?.text)]);
}

/** The case is the one that made it. */
export function isSameExchange(one: Evidence, other: Evidence): boolean {
  return one.startedAt === other.startedAt && one.request.path === other.request.path;
}

/** It is described where there is something to wait for, or where nothing else shows its ARN. */
function groundSteps({ made, described, ready, arn }: Recipe): Step[] {
  const isShown = arn === undefined || made.response?.body.text?.includes(arn) === true;
  const looks = described !== undefined && (ready !== undefined || !isShown);
  return [
    { number: 0, evidence: made, isGround: true },
    ...(looks ? [{ number: 0, evidence: described, isGround: true, ready }] : []),
  ];
}

/** No path names a resource of the run's that the steps do not make. */
function isWhole(record: RunRecord, steps: readonly Step[]): boolean {
  const own = new Set(steps.filter(isWrite).flatMap(({ evidence }) => ownIn(evidence.request.body?.text)));
  const madeInRun = namesMade(record);
  const asked = steps.flatMap(({ evidence }) => pathTexts(evidence.request.path).flatMap(ownIn));
  if (!asked.every((name) => own.has(name) || !madeInRun.has(name))) return false;
  return record.recipes !== undefined || steps.every(({ evidence }) => isPlaced(record, evidence.request));
}

/** By a request that the record keeps, and that succeeded: of each record once, for it has a script for each failure. */
const namesMade = perObject(({ requirements }: RunRecord): ReadonlySet<string> => {
  const kept = requirements.flatMap(({ cases }) => cases.flatMap(({ exchanges }) => exchanges));
  const making = kept.filter(({ request, response }) => request.method !== "GET" && (response?.status ?? 0) < 300);
  return new Set(making.flatMap(({ request }) => ownIn(request.body?.text)));
});

function isWrite({ evidence: { request } }: Step): boolean {
  return request.method !== "GET";
}

/** Nothing in its path is an identifier but a name of the run's own: for records that do not say how things were made. */
function isPlaced({ operations }: RunRecord, { method, path }: Evidence["request"]): boolean {
  const operation = operations.find((one) => one.method === method && fits(one.path, path));
  const labels = operation === undefined ? [] : [...labelsIn(operation.path, path).values()];
  return labels.every((label) => ownIn(decoded(label)).length > 0);
}
