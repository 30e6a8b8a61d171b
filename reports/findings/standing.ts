import { isService } from "../../suites/record/is-service.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import type { Step } from "./steps.ts";

/** As a run calls what it makes. */
const OWN = /\becf-[a-z0-9]+-[a-z0-9]+/g;

/**
 * Why a script of these steps could tell nothing, where that is so: a run of a whole service makes a resource of each kind
 * for its cases to work on, and a script that comes later finds none of them there.
 */
export function onWhatStood(record: RunRecord, steps: readonly Step[]): string | undefined {
  if (!isService(record)) return undefined;
  const own = new Set(steps.filter(isPost).flatMap(({ evidence }) => ownIn(evidence.request.body?.text)));
  const stood = namesMade(record);
  const asked = steps.flatMap(({ evidence }) => ownIn(decoded(evidence.request.path)));
  const isAlone =
    asked.every((name) => own.has(name) || !stood.has(name)) &&
    steps.every(({ evidence }) => isPlaced(record, evidence.request));
  return isAlone ? undefined : "it is about a resource that the run made for it, and removed; replay makes one again";
}

/** Of each record once: it has a script for each failing requirement. */
const made = new WeakMap<RunRecord, ReadonlySet<string>>();

/** By a request that the record keeps, and that succeeded. */
function namesMade(record: RunRecord): ReadonlySet<string> {
  const known = made.get(record) ?? findNamesMade(record);
  made.set(record, known);
  return known;
}

function findNamesMade({ requirements }: RunRecord): ReadonlySet<string> {
  const kept = requirements.flatMap(({ cases }) => cases.flatMap(({ exchanges }) => exchanges));
  const making = kept.filter(({ request, response }) => request.method === "POST" && (response?.status ?? 0) < 300);
  return new Set(making.flatMap(({ request }) => ownIn(request.body?.text)));
}

function isPost({ evidence: { request } }: Step): boolean {
  return request.method === "POST";
}

function ownIn(text = ""): string[] {
  return text.match(OWN) ?? [];
}

/** Nothing in its path is an identifier but a name of the run's own. */
function isPlaced({ operations }: RunRecord, { method, path }: Step["evidence"]["request"]): boolean {
  const given = (path.split("?", 1)[0] ?? "").split("/");
  const operation = operations.find((one) => one.method === method && fits(one.path.split("/"), given));
  const labels =
    operation?.path.split("/").flatMap((part, at) => (part.startsWith("{") ? [given[at] ?? ""] : [])) ?? [];
  return labels.every((label) => ownIn(decoded(label)).length > 0);
}

function fits(template: readonly string[], given: readonly string[]): boolean {
  return template.length === given.length && template.every((part, at) => part.startsWith("{") || part === given[at]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What shows and what removes the resource that the steps make; what registers has its own. */
export function pathsOf(
  { operations }: RunRecord,
  steps: readonly Step[],
): { readonly look?: string; readonly remove?: string } {
  const made = steps.filter(isPost).map(({ evidence }) => evidence.request.path);
  const below = (method: string): string | undefined => {
    const found = operations.find((one) => one.method === method && made.some((path) => isOneOf(one.path, path)));
    return found?.path.replace(/\{[^}]*\}$/, "{name}");
  };
  const [look, remove] = [below("GET"), below("DELETE")];
  return { ...(look === undefined ? {} : { look }), ...(remove === undefined ? {} : { remove }) };
}

/** `/clusters/{name}` of `/clusters`. */
function isOneOf(template: string, path: string): boolean {
  return template.startsWith(`${path}/{`) && !template.slice(path.length + 1).includes("/");
}
