import { isSuccess } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { kindInWords, taggingId } from "#spec/resources/promises/promise.ts";
import { mostTags } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource, Tagging } from "#spec/resources/resource-table.ts";
import { differingTags } from "#suites/oracles/differing-tags.ts";
import { check, settling, wanting } from "#suites/oracles/finding.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { keyedAt, listedTags, putTags, untag } from "#suites/service/cases/tagging/tag-requests.ts";

const RACERS: readonly string[] = ["a", "b", "c"];

/** Tags added by requests at once: none may undo what another one did, whichever came first. */
export function* tagRaces({ contract, table, settings }: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  const { tagging } = table;
  if (tagging === undefined || resource.tags === undefined || resource.arn === undefined) return;
  // How AWS's own services order them, no source says.
  if (settings.kind === "aws") return;
  const operations = Object.values(tagging).map(({ operation }) => contract.operation(operation));
  yield {
    id: `tags/scenario/parallel/${resource.name}`,
    kind: "scenario",
    requirements: [taggingId(contract.operation(tagging.tag.operation), resource)],
    summary: `tags of ${kindInWords(resource)}, added by ${RACERS.length} requests at once`,
    needs: operations.map(({ id }) => id),
    run: async (session) => {
      const arn = session.context.alive.get(resource.name)?.arn;
      if (arn !== undefined) await tagAtOnce(session, { resource, tagging, arn });
    },
  };
}

interface TaggedAtOnce {
  readonly resource: Resource;
  readonly tagging: Tagging;
  readonly arn: string;
}

async function tagAtOnce(session: ServiceSession, { resource, tagging, arn }: TaggedAtOnce): Promise<void> {
  const { tag } = tagging;
  const tags = session.context.contract.operation(tag.operation);
  const read = () => listedTags(session, tagging, arn);
  const before = (await read()).shown;
  const room = before === undefined ? 0 : mostTags(tags, tag) - Object.keys(before).length;
  const racers = RACERS.slice(0, Math.max(0, room));
  if (racers.length < 2) return;
  const replies = await Promise.all(
    racers.map((racer) => putTags(session, tagging, arn, { [`at-once-${racer}`]: racer })),
  );
  // What one of them was refused for says nothing of the others.
  const added: JsonObject = Object.fromEntries(
    racers.filter((_, index) => isAdded(replies[index])).map((racer) => [`at-once-${racer}`, racer]),
  );
  const missingIn = (shown: JsonObject): string[] => Object.keys(added).filter((key) => shown[key] !== added[key]);
  const seen = await session.waitFor(
    { operation: tags.id, event: `tags a ${resource.name} at once` },
    { read, holds: ({ shown }) => shown !== undefined && missingIn(shown).length === 0 },
  );
  const keys = Object.keys(added);
  if (seen.shown !== undefined && keys.length > 1) {
    const missing = missingIn(seen.shown);
    const listing = session.context.contract.operation(tagging.list.operation);
    const at = keyedAt(listing, tagging.list.shows);
    const expected = "the tags of each request";
    const found = check(
      missing.length === 0,
      expected,
      missing.length === 0 ? expected : `without ${missing.join(", ")}`,
      at === undefined ? undefined : differingTags(missing, { wanted: added, tags: seen.shown, at }),
    );
    session.judge(taggingId(tags, resource), settling(wanting(found, { race: true })), session.lastExchange);
  }
  if (keys.length === 0) return;
  await untag(session, tagging, arn, keys);
}

function isAdded(reply: Awaited<ReturnType<typeof putTags>>): boolean {
  return reply !== undefined && isSuccess(reply);
}
