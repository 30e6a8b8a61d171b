import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { unprotect } from "../../../../custody/removing/unprotect.ts";
import { type DrawnStory, stepInWords, type StoryStep } from "../../../../generators/stories/drawn-stories.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import { promiseId } from "../../../../spec/resources/promises/promise.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { mayHaveWorked } from "../../creating/after-failure.ts";
import { plainInput } from "../../inputs/plain-input.ts";
import { withValue } from "../../inputs/with-value.ts";
import { sentToBeShown } from "../../inputs/sent-to-be-shown.ts";
import { withShownArn } from "../../judging/made/judge-made.ts";
import { underWay, untilReady } from "../../judging/waiting/until-ready.ts";
import type { ServiceSession } from "../../service-session.ts";
import { createOneMore } from "../lifecycle/another-of.ts";
import { type Mismatch, lookAt, lookAtList, shownAsSent, type KnownResource } from "./story-looks.ts";
import { updatesOf } from "./story-tree.ts";
import { mostTags } from "../../../../spec/resources/promises/tagging-promises.ts";
import { putTags, untag } from "../tagging/tag-requests.ts";

interface Playing {
  readonly story: DrawnStory;
  readonly root: Resource;
  readonly resources: readonly Resource[];
}

/** Plays a story to its end, or to the first answer that does not fit those before it, and judges it by that. */
export async function playStory(session: ServiceSession, playing: Playing): Promise<void> {
  const { story, root } = playing;
  const creating = session.context.contract.operation(root.create?.operation ?? "");
  const expected = "after each step, exactly what was created and not deleted, as it was left";
  const requirement = promiseId(creating, "history");
  const all: Tree = new Map();
  for (const [index, step] of story.steps.entries()) {
    const found = await take(session, playing, all, step);
    if (found === undefined) continue;
    return judge(`step ${index + 1} of ${story.steps.length}, ${stepInWords(step)}`, found);
  }
  const found = await lookAtAll(session, all);
  if (found !== undefined) return judge(`after ${story.steps.length} steps`, found);
  if (all.size > 0) session.judge(requirement, check(true, expected, "as expected"), session.lastExchange);

  function judge(when: string, { received, step, exchange, condition, ...found }: Mismatch): void {
    const missed = wanting(check(false, `${expected}: ${found.expected}`, `${when}: ${received}`), condition);
    session.judge(requirement, { ...missed, step }, exchange);
  }
}

/** What is known to be there, or to be gone, by its number in the story; what is not known is left out. */
type Tree = Map<number, KnownResource>;

async function take(
  session: ServiceSession,
  playing: Playing,
  all: Tree,
  step: StoryStep,
): Promise<Mismatch | undefined> {
  const resource = playing.resources.find(({ name }) => name === step.kind);
  if (resource === undefined) return undefined;
  if (step.act === "create") return createOne(session, resource, all, step);
  if (step.act === "list") {
    const parent = step.parent === undefined ? undefined : all.get(step.parent);
    const own = [...all.values()].filter(({ made }) => made.resource === resource && made.parent === parent?.made);
    // Where what they belong to is gone, there is nothing to list.
    return parent?.isThere === false ? undefined : lookAtList(session, own);
  }
  const told = all.get(step.about ?? -1);
  if (told === undefined) return undefined;
  if (step.act === "describe") return lookAt(session, told);
  if (!told.isThere) return undefined;
  switch (step.act) {
    case "tag":
      return keep(all, step, await tagOne(session, told, `story-${step.slot % TAGS}`));
    case "untag":
      return keep(all, step, await untagOne(session, told));
    case "update":
      return updateOne(session, { playing, all, step, told });
    case "delete":
      return deleteOne(session, all, step, told);
  }
}

function keep(all: Tree, { about = -1 }: StoryStep, told: KnownResource | undefined): undefined {
  if (told === undefined) all.delete(about);
  else all.set(about, told);
}

async function createOne(
  session: ServiceSession,
  resource: Resource,
  all: Tree,
  { about = -1, parent: above, again }: StoryStep,
): Promise<Mismatch | undefined> {
  const parent = above === undefined ? undefined : all.get(above);
  const before = again === undefined ? undefined : all.get(again);
  if (above !== undefined && parent?.isThere !== true) return undefined;
  if (again !== undefined && before === undefined) return undefined;
  // Whatever comes of it, the name is no longer known to be free.
  if (again !== undefined) all.delete(again);
  const asked = await createOneMore(session, resource, {
    slot: `made ${about}`,
    parent: parent?.made,
    change: (plain) => (before ? withValue(plain, pointerTokens(resource.id.input ?? ""), before.made.id) : plain),
  });
  if (asked === undefined) return undefined;
  const { input, made, reply } = asked;
  // Why one is refused, the story does not tell: there may be too many, or something is under way.
  if (made === undefined || !isSuccess(reply)) return undefined;
  const described = await untilReady(session, made);
  if (described !== undefined && !isSuccess(described)) {
    return (await session.isNone(made, described)) ? lookAt(session, nothingSaidOf(made)) : undefined;
  }
  if (described !== undefined && underWay(session, made, described) !== undefined) return undefined;
  const told = nothingSaidOf(withShownArn(session, made, described));
  const sent = sentToBeShown(session.context.contract.operation(resource.create?.operation ?? ""), resource, input);
  const shows = described === undefined ? {} : shownAsSent(session, made, sent, described);
  all.set(about, { ...told, shows, untagged: [...Object.keys(before?.tags ?? {}), ...(before?.untagged ?? [])] });
  return undefined;
}

function nothingSaidOf(made: MadeResource): KnownResource {
  return { made, isThere: true, shows: {}, tags: {}, untagged: [] };
}

/** The most that a story adds to one resource. */
const TAGS = 2;

async function tagOne(session: ServiceSession, told: KnownResource, key: string): Promise<KnownResource | undefined> {
  const { tagging } = session.context.table;
  const { arn } = told.made;
  if (tagging === undefined || arn === undefined) return told;
  const { tag } = tagging;
  // Beside the run's own.
  if (mostTags(session.context.contract.operation(tag.operation), tag) <= TAGS) return told;
  const reply = await putTags(session, tagging, arn, { [key]: "told" });
  if (reply === undefined) return told;
  const unknown = withoutKey(told, key);
  return isSuccess(reply) ? { ...unknown, tags: { ...unknown.tags, [key]: "told" } } : unknown;
}

async function untagOne(session: ServiceSession, told: KnownResource): Promise<KnownResource | undefined> {
  const { tagging } = session.context.table;
  const { arn } = told.made;
  const [key] = Object.keys(told.tags);
  if (tagging === undefined || arn === undefined || key === undefined) return told;
  const reply = await untag(session, tagging, arn, [key]);
  if (reply === undefined) return told;
  const unknown = withoutKey(told, key);
  return isSuccess(reply) ? { ...unknown, untagged: [...unknown.untagged, key] } : unknown;
}

/** The same, where nobody knows whether it has a tag. */
function withoutKey(told: KnownResource, key: string): KnownResource {
  const tags = Object.fromEntries(Object.entries(told.tags).filter(([each]) => each !== key));
  return { ...told, tags, untagged: told.untagged.filter((each) => each !== key) };
}

interface Updating {
  readonly playing: Playing;
  readonly all: Tree;
  readonly step: StoryStep;
  readonly told: KnownResource;
}

/** What a change names is looked at anew; all else must stay. */
async function updateOne(
  session: ServiceSession,
  { playing, all, step, told }: Updating,
): Promise<Mismatch | undefined> {
  const { made } = told;
  const updates = updatesOf(session.context, made.resource, playing.root);
  const operation = updates[step.slot % updates.length];
  const salt = session.salt(`changed ${step.slot}`);
  const input = operation === undefined ? undefined : plainInput(session.context, { operation }, { made, salt });
  if (operation === undefined || input === undefined) return undefined;
  const request = encodeInput(session.context.contract.operation(operation), input);
  if (request === undefined) return undefined;
  const reply = await session.send(request);
  if (mayHaveWorked(reply)) all.delete(step.about ?? -1);
  if (!isSuccess(reply)) return undefined;
  const described = await untilReady(session, made);
  // What is under way still, or cannot be looked at, is not known.
  if (described === undefined || !isSuccess(described) || underWay(session, made, described) !== undefined) {
    const isLost = described !== undefined && (await session.isNone(made, described));
    if (!isLost) all.delete(step.about ?? -1);
    return isLost ? lookAt(session, told) : undefined;
  }
  const kept: JsonObject = Object.fromEntries(
    Object.entries(told.shows).filter(([name]) => !Object.hasOwn(input, name)),
  );
  const unchanged: JsonObject = Object.fromEntries(
    Object.entries(told.shows).filter(([name, value]) => Object.hasOwn(input, name) && input[name] === value),
  );
  const shows = { ...kept, ...unchanged, ...shownAsSent(session, made, input, described) };
  all.set(step.about ?? -1, { ...told, shows });
  return undefined;
}

async function deleteOne(
  session: ServiceSession,
  all: Tree,
  { about = -1 }: StoryStep,
  told: KnownResource,
): Promise<Mismatch | undefined> {
  const { made } = told;
  const { resource } = made;
  await unprotect(made, { service: session.context, target: session.context.target });
  const request = resource.delete && session.plain(resource.delete, made);
  if (resource.delete === undefined || request === undefined) return undefined;
  const below = [...all].filter(([, each]) => each.isThere && isBelow(each.made, made));
  const isHeld = below.some(([, each]) => each.made.resource.holds === true && each.made.parent === made);
  const reply = await session.send(request);
  const forget = (): void => [about, ...below.map(([number]) => number)].forEach((number) => all.delete(number));
  if (!isSuccess(reply)) {
    // What is refused although nothing is known to stand in its way may be done nevertheless.
    if (!isHeld || mayHaveWorked(reply)) forget();
    return undefined;
  }
  if (isHeld) {
    const step = promiseId(session.context.contract.operation(resource.delete.operation), "held");
    const received = "its deletion succeeds";
    return { expected: "a refusal while others are there", received, step, exchange: reply.exchange };
  }
  const found = await lookAt(session, { ...told, isThere: false });
  if (found !== undefined) return found;
  if (resource.describe !== undefined && (await session.describes(made)) !== false) forget();
  else for (const [number, each] of [[about, told] as const, ...below]) all.set(number, { ...each, isThere: false });
  return undefined;
}

function isBelow({ parent }: MadeResource, above: MadeResource): boolean {
  return parent !== undefined && (parent === above || isBelow(parent, above));
}

/** Everything that is known, described once more and listed. */
async function lookAtAll(session: ServiceSession, all: Tree): Promise<Mismatch | undefined> {
  const lists = new Map<string, KnownResource[]>();
  for (const told of all.values()) {
    const found = await lookAt(session, told);
    if (found !== undefined) return found;
    const { resource, parent } = told.made;
    const isListable = parent === undefined || [...all.values()].some((one) => one.made === parent && one.isThere);
    const key = JSON.stringify([resource.name, parent?.id]);
    if (isListable) lists.set(key, [...(lists.get(key) ?? []), told]);
  }
  for (const own of lists.values()) {
    const found = await lookAtList(session, own);
    if (found !== undefined) return found;
  }
  return undefined;
}
