import { isService } from "#suites/record/readings/is-service.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { PlainRequest } from "#suites/record/parts/service-recipe.ts";
import { decoded } from "#protocol/decoded.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Untold } from "#reports/findings/asserts/asked-of-answer.ts";
import { type HurlEntry, retried } from "#reports/findings/hurl/entry.ts";
import type { HurlText } from "#reports/findings/hurl/hurl-text.ts";
import { originOf } from "./answers-before.ts";
import { registrationOf } from "./fresh.ts";
import { makingOf } from "./making.ts";
import { percent } from "./percent.ts";
import { type Replacing, requestEntry } from "./request.ts";
import { type OwnSignature, rightly, type Sent, signingOf } from "./signature.ts";
import { type Step, unsendable } from "./steps.ts";

interface ToRemove {
  readonly removal: PlainRequest;
  readonly look?: PlainRequest;
  readonly instead: NonNullable<Replacing["instead"]>;
}

export interface StepMaking {
  readonly record: RunRecord;
  readonly step: Step;
  readonly replacing: Replacing;
  readonly own: OwnSignature;
}

const SOMEBODYS = { untold: "it changes what is called by a name that may be somebody's" } as const;

/**
 * The removal of what a step makes; undefined where it makes nothing. A reason where a request makes, removes or changes
 * what has neither a name of the file's own nor one that an answer about ours gave: a record may name anything.
 */
export function removalOf(making: StepMaking): HurlEntry | undefined | Untold {
  const { record, step, replacing, own } = making;
  const toRemove = isService(record) ? serviceResource(making) : cluster(making);
  const { operations } = record;
  const isForService = !["none", "verbatim", "wrong-service"].includes(signingOf(step.evidence).kind);
  const makes = toRemove !== undefined;
  if (!isHarmless(step.evidence.request, { operations, replacing, makes, isForService })) return SOMEBODYS;
  if (toRemove === undefined) return undefined;
  const { removal, instead } = toRemove;
  const sent = sentAs(removal, own);
  const untold = unsendable(sent);
  if (untold !== undefined) return { untold };
  const ours = { ...replacing, instead };
  if (!isHarmless(removal, { operations, replacing: ours, makes: false, isForService })) return SOMEBODYS;
  // A child is still on its way out, or a limit is met.
  const asserts = ['status toString not matches "^(409|429|5..)$"'];
  return retried({ ...requestEntry(sent, ours), comment: "Removal.", asserts }, record.target.kind);
}

interface Touching {
  readonly operations: RunRecord["operations"];
  readonly replacing: Replacing;
  /** What it makes is removed again. */
  readonly makes: boolean;
  /** It names the service by how it is signed. */
  readonly isForService: boolean;
}

/**
 * It reads, or each part of its path is a name of ours or a word of the contract, and one of them is ours. A record says
 * what the words are, so they alone lead no deeper than to where things are made.
 */
function isHarmless({ method, path }: Pick<PlainRequest, "method" | "path">, touching: Touching): boolean {
  if (isSafe(method)) return true;
  const { operations, replacing, makes, isForService } = touching;
  if (leadsUp(path)) return false;
  const words = new Set(operations.flatMap((operation) => operation.path.split("/")));
  const parts = partsOf(path);
  // Below a name that is made anew there is nothing of anybody's.
  const isFresh = (part: string): boolean =>
    !replacing.instead?.has(decoded(part)) && isAnew(replacing.fresh.pieces(part));
  const anew = parts.findIndex(isFresh);
  if (anew >= 0 && parts.slice(0, anew).every((part) => words.has(part))) return true;
  const others = parts.filter((part) => !isOurs(part, replacing));
  if (others.length < parts.length) return others.every((part) => words.has(part));
  // Unsigned it may reach a service of files, to which the word is a folder.
  const isOfFiles = !isForService && (method !== "POST" || path.includes("?"));
  return !isOfFiles && parts.length <= 1 && (makes || parts.every((part) => words.has(part)));
}

function partsOf(path: string): string[] {
  return (path.split("?", 1)[0] ?? "").split("/").filter((part) => part !== "");
}

/**
 * Some client or server on the way may take such parts out, and what is before them: encoded once more, or with parameters
 * after them, too.
 */
function leadsUp(path: string): boolean {
  const once = decoded(path);
  return [once, decoded(once)].some((each) => each.split(/[/\\]/).some((part) => /^\.\.?(;|$)/.test(part)));
}

/** Digits of the file's own stand in it. What is before them is no name by itself to servers that read on to a sign. */
function isAnew(pieces: readonly HurlText[]): boolean {
  if (pieces.every((piece) => typeof piece === "string")) return false;
  const [before] = pieces;
  return typeof before !== "string" || /^[\w:/.-]*$/.test(decoded(decoded(before)));
}

/**
 * A part of a path has what is made anew, or what came from an answer about ours: that of a list has anybody's. `known`:
 * by index of a step, whether its answer is about ours.
 */
function isOurs(
  part: string,
  { fresh, before, instead }: Pick<Replacing, "fresh" | "before" | "instead">,
  known = new Map<number, boolean>(),
): boolean {
  const text = decoded(part);
  const other = instead?.get(text);
  if (other !== undefined) return isAnew(other);
  const origin = originOf(text, before);
  if (origin === undefined) return isAnew(fresh.pieces(part));
  const at = before.findIndex(({ number }) => number === origin.step);
  const found = known.get(at);
  if (found !== undefined) return found;
  const { method = "", path = "" } = before[at]?.evidence.request ?? {};
  const earlier = { fresh, before: before.slice(0, at) };
  const isAboutOurs = !isSafe(method) || partsOf(path).some((each) => isOurs(each, earlier, known));
  known.set(at, isAboutOurs);
  return isAboutOurs;
}

/** Looks for the cluster that a step registers. */
export function lookEntry(making: StepMaking): HurlEntry | undefined {
  const { look, instead } = cluster(making) ?? {};
  if (look === undefined || instead === undefined) return undefined;
  const sent = sentAs(look, making.own);
  if (unsendable(sent) !== undefined) return undefined;
  return { ...requestEntry(sent, { ...making.replacing, instead }), comment: "" };
}

function sentAs({ method, path, headers, body }: PlainRequest, own: OwnSignature): Sent {
  const content = body === undefined ? {} : { body: { text: body, bytes: Buffer.byteLength(body), truncated: false } };
  return rightly({ request: { method, path, url: path, headers, ...content } }, own);
}

function cluster({ record: { operations }, step, replacing: { fresh } }: StepMaking): ToRemove | undefined {
  const { name } = registrationOf(step.evidence) ?? {};
  if (name === undefined || name === "" || name.includes("\0")) return undefined;
  const request = (method: string, id: string, otherwise: string): PlainRequest => {
    const path = operations.find((one) => one.id === id)?.path ?? otherwise;
    return { method, path: path.replace("{name}", () => percent(name)), headers: [] };
  };
  return {
    removal: request("DELETE", "DeregisterCluster", "/cluster-registrations/{name}"),
    look: request("GET", "DescribeCluster", "/clusters/{name}"),
    instead: new Map([[name, fresh.pieces(name)]]),
  };
}

function serviceResource({ record, step, replacing: { fresh, captures } }: StepMaking): ToRemove | undefined {
  const making = makingOf(record, step);
  const removal = making?.recipe.removal;
  if (making === undefined || removal === undefined) return undefined;
  const { recipe, id } = making;
  if (id === "" || id?.includes("\0") === true) return undefined;
  const { input, output: at = recipe.parent === undefined ? undefined : input } = recipe.idAt;
  // What belongs to nothing of ours is never removed by a name that an answer alone gave it.
  if (id === undefined && at === undefined) return undefined;
  const pieces = id === undefined ? [captures.perhaps({ step: step.number, at: at ?? "" })] : fresh.pieces(id);
  return { removal, instead: new Map([[recipe.id, pieces]]) };
}
