import { isUnserved } from "../../protocol/answers/reply.ts";
import { patientLooks } from "../looking/patient-looks.ts";
import { waitUntilShown } from "../looking/time-to-show.ts";
import type { ClusterLeft } from "./cluster-left.ts";
import { type AskedResource, whoseName } from "../looking/asked-resource.ts";
import { amongWords, findLost } from "../looking/lost-name.ts";
import { keyOf, leftOf, type MadeResource, outermost } from "../resources/made-resource.ts";
import { listedOf } from "../looking/names-on-lists.ts";
import { listSent } from "../looking/list-sent.ts";
import { straysOn } from "../looking/strays.ts";
import { removeAll } from "./remove-accounted.ts";
import { removeReappeared } from "./remove-reappeared.ts";
import { lookFor } from "../looking/look-for.ts";
import type { Looker } from "../looking/looker.ts";
import {
  isNamedByRun,
  type DoubtedNames,
  foundToBeOurs,
  isNowhere,
  type ResourceAccount,
  type ResourceParts,
  doneWithAsked,
  THEIRS,
} from "../resources/resource-account.ts";

/** See ResourceKeeper. */
export async function settleResources(given: ResourceParts): Promise<ClusterLeft[]> {
  const parts = { ...given, cleanUpTarget: patientLooks(given.cleanUpTarget, given.clock) };
  const { account } = parts;
  // What was deleted without waiting has had its time by now.
  account.removals.lasting.clear();
  if (isInDoubt(account)) await waitUntilShown(account.lastDoubtAt, parts);
  const left = await removeAll(parts, [...account.open.values()]);
  const sought = await lookForAsked(parts);
  for (const made of sought.ours) foundToBeOurs(account, made);
  left.push(...(await removeAll(parts, sought.ours)), ...sought.left);
  for (const lost of account.unnamed.values()) left.push(...(await settleLost(parts, lost)));
  const lists = await listSent(parts);
  const strays = straysOn(lists, parts);
  left.push(...(await removeReappeared(parts, lists)));
  forgetBelowGone(parts);
  return [...account.stray, ...(await namedByAnswers(parts)), ...left, ...strays];
}

/** What only an answer names is told as long as a look does not show that it is not there; nobody knows whose it is. */
async function namedByAnswers(parts: ResourceParts): Promise<ClusterLeft[]> {
  const { namedByAnswer, made, open } = parts.account;
  const left: ClusterLeft[] = [];
  for (const [key, { named, answer }] of namedByAnswer) {
    if (made.has(key) || open.has(key) || (await lookFor(named, lookerOf(parts))).state === "absent") continue;
    left.push(
      leftOf(named, `the answer ${answer} to a request without a name calls it so: it is not removed on its word`),
    );
  }
  return left;
}

/** What was asked for below something that is gone is gone with it, so a sweep need not look for it. */
function forgetBelowGone(parts: ResourceParts): void {
  const { asked, open } = parts.account;
  for (const { made } of [...asked.values()]) {
    const top = keyOf(outermost(made));
    if (made.parent !== undefined && !open.has(top) && !asked.has(top)) doneWithAsked(parts, made);
  }
}

function isInDoubt({ asked, unnamed, told, open }: ResourceAccount): boolean {
  const isSurprised = [...asked.values()].some(({ made, isSurprise }) => isSurprise && made.parent === undefined);
  return isSurprised || unnamed.size > 0 || [...told].some((key) => open.has(key));
}

/** What there is of names that no answer says were used: the run's own, and what cannot be said to be or not to be. */
interface Sought {
  readonly ours: readonly MadeResource[];
  readonly left: readonly ClusterLeft[];
}

/** Of what no answer says was made, and belongs to nothing, what is there all the same; or may be. */
async function lookForAsked(parts: ResourceParts): Promise<Sought> {
  const { asked, open } = parts.account;
  const names = [...asked.values()].filter(({ made }) => made.parent === undefined && !open.has(keyOf(made)));
  const own = await lookForOwnNames(
    parts,
    names.filter(({ made }) => isNamedByRun(parts, made)),
  );
  const anybodys = await lookForAnybodysNames(
    parts,
    names.filter(({ made }) => !isNamedByRun(parts, made)),
  );
  return { ours: [...own.ours, ...anybodys.ours], left: [...own.left, ...anybodys.left] };
}

/** Names that the run made up: on the list of their kind, and by themselves where that tells nothing of a surprise. */
async function lookForOwnNames(parts: ResourceParts, names: readonly AskedResource[]): Promise<Sought> {
  const looker = lookerOf(parts);
  const { found: ours, absent, unclear } = await listedOf(names, parts);
  const left: ClusterLeft[] = [];
  for (const made of absent) doneWithAsked(parts, made);
  for (const { made, isSurprise } of unclear) {
    const nowhere = isNowhere(parts, made.resource);
    if (!isSurprise && !nowhere) continue;
    const found = await lookFor(made, looker);
    const isUnseen = found.state === "unclear" && (found.reply === undefined || isUnserved(found.reply));
    if (found.state === "absent" || (nowhere && isUnseen)) doneWithAsked(parts, made);
    else if (found.state === "shown") ours.push(made);
    else if (parts.account.createdKinds.has(made.resource.name)) left.push(leftOf(made, found.reason));
  }
  return { ours, left };
}

/** Names that anybody may have. */
async function lookForAnybodysNames(parts: ResourceParts, names: readonly AskedResource[]): Promise<Sought> {
  const looker = lookerOf(parts);
  const ours: MadeResource[] = [];
  const left: ClusterLeft[] = [];
  for (const each of names) {
    const { made, isSurprise } = each;
    const found = await whoseName(made, each, looker);
    if (found.whose === "ours") ours.push(made);
    else if (found.whose === "nobody's") doneWithAsked(parts, made);
    else if (found.whose === "theirs") doneWithAsked(parts, made, THEIRS);
    else if (found.isShown || (isSurprise && parts.account.createdKinds.has(made.resource.name)))
      left.push(leftOf(made, found.reason));
  }
  return { ours, left };
}

/** Removes what such requests made where that is certain; tells of what may be theirs. */
async function settleLost(parts: ResourceParts, lost: DoubtedNames): Promise<ClusterLeft[]> {
  const { account, ledger, runTag } = parts;
  const { resource, doubt } = lost;
  const isKnown = (id: string): boolean => account.open.has(keyOf({ resource, id }));
  const before = await account.listed.get(resource.name);
  const found = await findLost({ ...lost, tag: runTag }, { ...lookerOf(parts), isKnown, before });
  for (const made of found.ours) {
    ledger.intend(made, { case: "clean-up", at: lost.times[0]?.from });
    foundToBeOurs(account, made);
  }
  const left = await removeAll(parts, found.ours);
  // A refusal that nothing shows to have made one is believed.
  const isNone = found.others.length === 0 && (found.isWhole || doubt.kind === "refused");
  if (isNone && (found.isWhole || isNowhere(parts, resource))) ledger.note({ resource }, "absent");
  if (isNone) return left;
  const reason = `${doubt.reason}${amongWords(found)}`;
  ledger.note({ resource }, "left", { reason });
  return [...left, leftOf({ resource }, reason)];
}

function lookerOf({ service, cleanUpTarget: target }: ResourceParts): Looker {
  return { service, target };
}
