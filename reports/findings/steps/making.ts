import type { RunRecord } from "#suites/record/record.ts";
import type { Recipe } from "#suites/record/parts/service-recipe.ts";
import { fits, labelsIn } from "./path-template.ts";
import { decoded } from "#protocol/decoded.ts";
import { textInBody } from "./request-texts.ts";
import type { Step } from "./steps.ts";

/** A step of a whole service that makes a resource, and the resource that a run made in the same way. */
export interface Making {
  readonly recipe: Recipe;
  /** What the request calls it; undefined where the answer alone does. */
  readonly id: string | undefined;
}

/** What a step makes, where the record says how one is removed again. */
export function makingOf(
  { operations, recipes = [] }: RunRecord,
  { evidence }: Pick<Step, "evidence">,
): Making | undefined {
  const { method, path, body } = evidence.request;
  const operation = operations.find((one) => one.method === method && fits(one.path, path));
  const recipe = recipes.find((one) => one.operation === operation?.id && one.removal !== undefined);
  if (operation === undefined || recipe === undefined) return undefined;
  const { input } = recipe.idAt;
  if (input === undefined) return { recipe, id: undefined };
  const label = labelsIn(operation.path, path).get(input.slice(1));
  return { recipe, id: textInBody(body?.text, input) ?? (label === undefined ? undefined : decoded(label)) };
}
