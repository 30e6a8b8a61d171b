import type { MadeResource } from "#custody/resources/made-resource.ts";
import { unprotect } from "#custody/removing/unprotect.ts";
import type { HistoryStep } from "#generators/history/drawn-histories.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { HistorySystem, Lineage, StepOutcome } from "#suites/stories/play-history.ts";
import { mayHaveWorked } from "#suites/service/creating/after-failure.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { sentToBeShown } from "#suites/service/inputs/sent-to-be-shown.ts";
import { withShownArn } from "#suites/service/judging/made/judge-made.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { lookAt, lookAtList, shownAsSent, type KnownResource } from "./history-looks.ts";
import { updatesOf } from "./history-tree.ts";
import { mostTags } from "#spec/resources/promises/tagging-promises.ts";
import { putTags, untag } from "#suites/service/cases/tagging/tag-requests.ts";

/** How the steps of a history of a kind, and of what belongs to it, are sent to a service. */
export function serviceSystem(session: ServiceSession, tree: readonly Resource[]): HistorySystem<KnownResource> {
  return {
    create: (step, made) => createOne(session, tree, step, made),
    look: (told) => lookAt(session, told),
    list: (own) => lookAtList(session, own),
    acts: {
      tag: async (told, { slot }) => ({ left: await tagOne(session, told, `history-${slot % TAGS}`) }),
      untag: async (told) => ({ left: await untagOne(session, told) }),
      update: (told, { slot }) => updateOne(session, { told, slot, root: tree[0] }),
      delete: (told, { below }) => deleteOne(session, told, below),
    },
  };
}

async function createOne(
  session: ServiceSession,
  tree: readonly Resource[],
  { kind, about = -1 }: HistoryStep,
  { parent, before }: Lineage<KnownResource>,
): Promise<StepOutcome<KnownResource>> {
  const resource = tree.find(({ name }) => name === kind);
  if (resource === undefined) return {};
  const asked = await createOneMore(session, resource, {
    slot: `made ${about}`,
    parent: parent?.made,
    change: (plain) => (before ? withValue(plain, pointerTokens(resource.id.input ?? ""), before.made.id) : plain),
  });
  if (asked === undefined) return {};
  const { input, made, reply } = asked;
  // Why one is refused, the history does not tell: there may be too many, or something is under way.
  if (made === undefined || !isSuccess(reply)) return {};
  const described = await untilReady(session, made);
  if (described !== undefined && !isSuccess(described))
    return (await session.isNone(made, described)) ? { found: await lookAt(session, nothingSaidOf(made)) } : {};
  if (described !== undefined && underWay(session, made, described) !== undefined) return {};
  const told = nothingSaidOf(withShownArn(session, made, described));
  const sent = sentToBeShown(session.context.contract.operation(resource.create?.operation ?? ""), resource, input);
  const shows = described === undefined ? {} : shownAsSent(session, made, sent, described);
  const untagged = [...Object.keys(before?.tags ?? {}), ...(before?.untagged ?? [])];
  return { left: { ...told, shows, untagged } };
}

function nothingSaidOf(made: MadeResource): KnownResource {
  return { made, isThere: true, shows: {}, tags: {}, untagged: [] };
}

/** The most that a history adds to one resource. */
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
  readonly told: KnownResource;
  readonly slot: number;
  readonly root: Resource | undefined;
}

/** What a change names is looked at anew; all else must stay. */
async function updateOne(session: ServiceSession, { told, slot, root }: Updating): Promise<StepOutcome<KnownResource>> {
  const { made } = told;
  const updates = updatesOf(session.context, made.resource, root ?? made.resource);
  const operation = updates[slot % updates.length];
  const salt = session.salt(`changed ${slot}`);
  const input = operation === undefined ? undefined : plainInput(session.context, { operation }, { made, salt });
  if (operation === undefined || input === undefined) return { left: told };
  const request = encodeInput(session.context.contract.operation(operation), input);
  if (request === undefined) return { left: told };
  const reply = await session.send(request);
  if (!isSuccess(reply)) return mayHaveWorked(reply) ? {} : { left: told };
  const described = await untilReady(session, made);
  // What is under way still, or cannot be looked at, is not known.
  if (described === undefined || !isSuccess(described) || underWay(session, made, described) !== undefined) {
    const isLost = described !== undefined && (await session.isNone(made, described));
    return isLost ? { left: told, found: await lookAt(session, told) } : {};
  }
  const shows = Object.entries(told.shows).filter(
    ([name, value]) => !Object.hasOwn(input, name) || input[name] === value,
  );
  const shownNow = shownAsSent(session, made, input, described);
  return { left: { ...told, shows: { ...Object.fromEntries(shows), ...shownNow } } };
}

async function deleteOne(
  session: ServiceSession,
  told: KnownResource,
  below: readonly KnownResource[],
): Promise<StepOutcome<KnownResource>> {
  const { made } = told;
  const { resource } = made;
  await unprotect(made, { service: session.context, target: session.context.target });
  const request = resource.delete && session.plain(resource.delete, made);
  if (resource.delete === undefined || request === undefined) return { left: told };
  const isHeld = below.some(({ made: each }) => each.resource.holds === true && each.parent === made);
  const reply = await session.send(request);
  // What is refused although nothing is known to stand in its way may be done nevertheless.
  if (!isSuccess(reply)) return isHeld && !mayHaveWorked(reply) ? { left: told } : {};
  if (isHeld) {
    const step = promiseId(session.context.contract.operation(resource.delete.operation), "held");
    const received = "its deletion succeeds";
    return { found: { expected: "a refusal while others are there", received, step, exchange: reply.exchange } };
  }
  const gone = { ...told, isThere: false };
  const found = await lookAt(session, gone);
  if (found !== undefined) return { found };
  const isKnown = resource.describe === undefined || (await session.describes(made)) === false;
  return isKnown ? { left: gone } : {};
}
