import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import type { Evidence } from "../../../suites/record/kept-evidence.ts";
import type { PlainRequest } from "../../../suites/record/service-recipe.ts";
import type { Making } from "./making.ts";
import { ownIn } from "../shell/request-texts.ts";
import { bodyWord, pathWord, textWord, type Replacing } from "../shell/shell-words.ts";

/** What a step makes, as lines of a script are written of it. */
export interface MakingToWrite extends Replacing {
  readonly making: Making;
  readonly number: number;
  /** A step before made one of this name, or tried to. */
  readonly isClaimed: boolean;
}

/**
 * Lines before the step: what it makes is written down to be removed. What hangs on nothing else of the script's own, and
 * may be somebody's, must not be there.
 */
export function linesBeforeMaking(one: MakingToWrite | undefined): string[] {
  if (one === undefined) return [];
  const { making, isClaimed } = one;
  const { recipe, id } = making;
  if (!isNameable(id) || isClaimed) return [];
  const { parent, described } = recipe;
  const look = parent === undefined && described !== undefined ? lookLines(described.request, one) : [];
  if (!isOwn(making)) return look;
  const guarded = look.length === 0 ? [] : ['if [ "$names" = 0 ]; then', ...look.map((line) => `  ${line}`), "fi"];
  return [...guarded, undoLine(one)];
}

/** Lines after it. */
export function linesAfterMaking(one: MakingToWrite | undefined): string[] {
  if (one === undefined) return [];
  const { making, number } = one;
  const isNamed = making.recipe.idAt.input !== undefined;
  if (isNamed && (!isNameable(making.id) || isOwn(making))) return [];
  return [`if like ${number} 200 299; then ${undoLine(one)}; fi`];
}

/** It belongs to what the script made, or has a name that nobody else has. */
function isOwn({ recipe, id = "" }: Making): boolean {
  return recipe.parent !== undefined || ownIn(id).length > 0;
}

function isNameable(id: string | undefined): boolean {
  return id !== undefined && id !== "" && !id.includes("\0");
}

function lookLines({ method, path, headers, body }: Evidence["request"], one: MakingToWrite): string[] {
  const request = { method, path, headers, body: body?.text };
  return [`look ${requestWords(request, one)}`, "like look 404 404 || like look 400 400 || return 3"];
}

function undoLine(one: MakingToWrite): string {
  const { removal } = one.making.recipe;
  return removal === undefined ? "" : `undo ${requestWords(removal, one)}`;
}

/** Method, path and body of a request on the resource of the recipe, as one on that of the step. */
function requestWords(
  { method, path, body }: PlainRequest,
  { making, number, variables, before }: MakingToWrite,
): string {
  const { recipe, id } = making;
  const word =
    id === undefined ? `"$(value ${number} ${shellQuote(recipe.idAt.output ?? "")})"` : textWord(id, variables);
  const replacing = { variables, before, words: new Map([[recipe.id, word]]) };
  return [
    shellQuote(method),
    pathWord(path, replacing),
    ...(body === undefined ? [] : [bodyWord(body, replacing)]),
  ].join(" ");
}
