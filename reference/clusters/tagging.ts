import { codePoints } from "../input/check.ts";
import { Refusal } from "../refusal.ts";
import type { Call, TaggingBehaviours } from "../behaviours.ts";
import type { Cluster } from "./cluster.ts";

export const conformingTagging: TaggingBehaviours = {
  requireTags,
  findResource,
  checkTagKey: (key) => (isBetween(codePoints(key), 1, 128) ? undefined : refused("A key has 1 to 128 characters.")),
  checkTagValue: (value) => (codePoints(value) <= 256 ? undefined : refused("A value has at most 256 characters.")),
  checkTagCount,
  checkTagTotal,
  withTags: (before, added) => new Map([...before, ...added]),
  withoutTags: (before, keys) => new Map([...before].filter(([key]) => !keys.includes(key))),
  storeTags,
};

/** Limits: EKS model, TagMap, TagKey, TagValue and TagKeyList. */
const MOST = 50;

function findResource(arn: string, call: Call): Cluster | undefined {
  return [...call.state.clusters.values()].find((cluster) => cluster.arn === arn);
}

function requireTags(tags: ReadonlyMap<string, string> | undefined): ReadonlyMap<string, string> {
  if (tags === undefined) throw refused("The tags are required.");
  return tags;
}

function checkTagCount(count: number, { route }: Call): Refusal | undefined {
  if (count === 0 && route?.operation === "UntagResource") return refused("The tagKeys are required.");
  return count <= MOST ? undefined : refused(`A request names at most ${MOST} tags.`);
}

/** What AWS itself has put on does not count. */
function checkTagTotal(tags: ReadonlyMap<string, string>): Refusal | undefined {
  const counted = [...tags.keys()].filter((key) => !/^aws:/i.test(key)).length;
  return counted <= MOST ? undefined : refused(`A resource has at most ${MOST} tags.`);
}

/** The token that registered the cluster goes on leading to it. */
function storeTags(cluster: Cluster, tags: ReadonlyMap<string, string>, { state }: Call): undefined {
  const tagged = { ...cluster, tags };
  state.clusters.set(cluster.name, tagged);
  const { clientRequestToken: token } = cluster;
  const remembered = token === undefined ? undefined : state.tokens.get(token);
  if (token !== undefined && remembered?.cluster === cluster)
    state.tokens.set(token, { ...remembered, cluster: tagged });
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function refused(sentence: string): Refusal {
  return new Refusal("BadRequestException", sentence);
}
