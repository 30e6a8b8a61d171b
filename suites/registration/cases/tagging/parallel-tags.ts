import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "../../../../spec/json/json.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { sameTags } from "../../../oracles/clusters/same-tags.ts";
import { wanting } from "../../../oracles/finding.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { registerTaggable, shownTags } from "../../session/steps/tagging.ts";
import { taggingInput, untaggingInput } from "../../../oracles/clusters/tagged-arn.ts";

const RACERS = ["a", "b", "c", "d"];

/** Each request changes what it names: none may undo what another one did, whichever came first. */
export const PARALLEL_TAGS_CASE = scenario({
  id: "tags/parallel",
  requirements: ["tag-resource.puts", "untag-resource.takes-off"],
  summary: `register with tags, then put ${RACERS.length} more on and take as many off, all in requests at once`,
  needs: [OPERATIONS.register, OPERATIONS.tag, OPERATIONS.untag],
  run: changeAtOnce,
});

async function changeAtOnce(session: CaseSession): Promise<void> {
  const tagsOf = (what: string): JsonObject => Object.fromEntries(RACERS.map((racer) => [`${what}-${racer}`, racer]));
  const [kept, taken, added] = [{ kept: "as it was" }, tagsOf("taken"), tagsOf("added")];
  const cluster = await registerTaggable(session, "", { ...kept, ...taken });
  const requests = RACERS.flatMap((racer): Promise<Reply>[] => [
    session.call(OPERATIONS.tag, taggingInput(cluster.arn, { [`added-${racer}`]: racer })),
    session.call(OPERATIONS.untag, untaggingInput(cluster.arn, [`taken-${racer}`])),
  ]);
  const replies = await Promise.all(requests);
  // What one of several was refused for says nothing of the others.
  if (!replies.every(isSuccess)) return;
  const rest = Object.fromEntries(Object.entries(cluster.tags).filter(([key]) => !Object.hasOwn(taken, key)));
  const all = { ...cluster.tags, ...added };
  const seen = await shownTags(session, cluster, [all, { ...rest, ...added }]);
  if (seen === undefined || !isJsonObject(seen.tags) || seen.finding.grade === "unclear") return;
  const { reply, at, tags } = seen;
  const shown = (of: (key: string) => boolean): JsonObject =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => of(key)));
  const isTaken = (key: string): boolean => Object.hasOwn(taken, key);
  const put = sameTags(
    { at, sent: { ...rest, ...added }, whose: "put on it at once" },
    shown((key) => !isTaken(key)),
  );
  const off = sameTags({ at, sent: {}, whose: "" }, shown(isTaken));
  session.judge("tag-resource.puts", wanting(put, { race: true }), reply.exchange);
  session.judge("untag-resource.takes-off", wanting(off, { race: true }), reply.exchange);
}
