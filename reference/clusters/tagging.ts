import { Refusal } from "#reference/refusal.ts";
import type { Call, TaggingBehaviours } from "#reference/behaviours.ts";
import type { Cluster } from "./cluster.ts";

export const conformingTagging: TaggingBehaviours = {
  findResource,
  checkTagTotal,
  withTags: (before, added) => new Map([...before, ...added]),
  withoutTags: (before, keys) => new Map([...before].filter(([key]) => !keys.includes(key))),
  storeTags,
};

/** EKS model, TagMap. */
const MOST = 50;

function findResource(arn: string, call: Call): Cluster | undefined {
  return [...call.state.clusters.values()].find((cluster) => cluster.arn === arn);
}

/** What AWS itself has put on does not count. */
function checkTagTotal(tags: ReadonlyMap<string, string>): Refusal | undefined {
  const counted = [...tags.keys()].filter((key) => !/^aws:/i.test(key)).length;
  return counted <= MOST ? undefined : new Refusal("BadRequestException", `A resource has at most ${MOST} tags.`);
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
