import type { Cluster, Tags } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { after, all, around, before, instead, omitting, remembering } from "#reference/patches.ts";
import { breaking, breakingBy, family, warned } from "#reference/faults/defect.ts";
import { onBroken } from "#reference/faults/inputs/input-rules.ts";
import { NOBODY } from "./describing.ts";

/** The tags that a cluster has once TagResource has added some. */
const put = (change: (before: Tags, added: Tags) => Tags): Patch => {
  return () => ({ withTags: (had, added) => change(had, added) });
};

/** UntagResource leaves tags of these keys. */
const leaving = breakingBy((keeps: (key: string, named: readonly string[]) => boolean) => () => ({
  withoutTags: (had, named) => new Map([...had].filter(([key]) => keeps(key, named))),
}));

const holds = (keys: Iterable<string>, key: string): boolean =>
  [...keys].some((one) => one.toLowerCase() === key.toLowerCase());

/** As SQL's LIKE has it. */
function isLike(pattern: string, text: string): boolean {
  const [all, ofPattern] = [[...text], [...pattern]];
  return all.length === ofPattern.length && ofPattern.every((each, at) => each === "_" || each === all[at]);
}

/** Lists the tags of a resource in another form. */
const listedAs = (change: (tags: Tags) => unknown): Patch =>
  after("tagsDocument", (document, tags, view) => (view === "ListTagsForResource" ? change(tags) : document));

const nobody: Cluster = { ...NOBODY, name: "nobody", status: "ACTIVE", connector: undefined };

/** What happens to the tags of a cluster. */
export const TAGGING = family(
  "lifecycle",
  breaking("tag-resource.puts", {
    "tagging-drops-other-tags": ["Puts tags in the place of all that a cluster had.", put((_had, added) => added)],
    "tagging-keeps-old-values": [
      "Leaves the value of a tag that is there, whatever TagResource says.",
      put((had, added) => new Map([...added, ...had])),
    ],
    "tagging-folds-case": [
      "Puts a tag over one whose key differs in case alone.",
      put((had, added) => new Map([...[...had].filter(([key]) => !holds(added.keys(), key)), ...added])),
    ],
    "tagging-trims-values": [
      "Takes white space off the values of tags that TagResource puts.",
      put(
        (had, added) =>
          new Map([...had, ...[...added].map(([key, value]) => [key, value.replace(/^\S*\s/, "")] as const)]),
      ),
    ],
  }),
  breaking(["tag-resource.puts", "describe.after-tagging"], {
    "tagging-stores-nothing": ["Answers TagResource with 200 and stores nothing.", put((had) => had)],
  }),
  breaking("describe.after-register", {
    "tagging-renews-created-at": [
      "Gives a cluster another time of creation when its tags change.",
      before("storeTags", (cluster, _tags, { receivedAt }) => ({ ...cluster, createdAt: receivedAt + 1_000 })),
    ],
  }),
  breaking("describe.after-tagging", {
    "tagging-not-described": [
      "Describes a cluster with the tags that it was registered with, whatever was put on it since.",
      remembering(
        "claimName",
        ({ name, tags }) => [name, tags],
        (registered) =>
          before("clusterDocument", (cluster) => ({ ...cluster, tags: registered.get(cluster.name) ?? cluster.tags })),
      ),
    ],
  }),
  breaking("tag-resource.other-clusters", {
    "tagging-of-every-cluster": [
      "Puts the tags of one cluster on all of them.",
      around("storeTags", async (own, _cluster, tags, call) => {
        for (const each of [...call.state.clusters.values()]) await own(each, tags, call);
      }),
    ],
  }),
  breaking("tag-resource.go-with-cluster", {
    "tags-outlive-the-cluster": [
      "Keeps what TagResource put on a cluster for the next one of its name.",
      remembering(
        "storeTags",
        ({ name }, tags) => [name, tags],
        (kept) =>
          after("newCluster", (cluster) => ({
            ...cluster,
            tags: new Map([...cluster.tags, ...(kept.get(cluster.name) ?? [])]),
          })),
      ),
    ],
  }),
  breaking("tag-resource.all-or-none", {
    "tagging-half-done": [
      "Puts the keys of a TagResource that it refuses for a value.",
      onBroken(["/tags/*", "TagResource"], "max", (call) => {
        const { behaviours, route } = call;
        const cluster = behaviours.findResource(behaviours.percentDecode(route?.label ?? "", call), call);
        if (cluster !== undefined)
          void behaviours.storeTags(cluster, new Map([...cluster.tags, ["half", "done"]]), call);
      }),
    ],
  }),
  breaking("tag-resource.fifty-in-all", {
    "tags-without-end": ["Takes a fifty-first tag where it comes in a request of its own.", omitting("checkTagTotal")],
  }),
  warned("tag-resource.tags.anew", {
    "full-of-tags-for-good": [
      "Refuses every TagResource on a cluster that has 50 tags.",
      around("withTags", (own, had, added, call) => {
        const both = own(had, added, call);
        return had.size >= 50 ? new Map([...both, ["one", "more"]]) : both;
      }),
    ],
  }),
  leaving("untag-resource.takes-off", {
    "untagging-takes-longer-keys-with-it": [
      "Takes off every tag whose key begins with one that UntagResource names.",
      (key, named) => !named.some((gone) => gone !== "" && key.startsWith(gone)),
    ],
    "untagging-takes-underscore-for-any": [
      "Takes an underscore in a key that UntagResource names for any character.",
      (key, named) => !named.some((one) => isLike(one, key)),
    ],
    "untagging-takes-off-all": ["Takes all tags off a cluster, whatever keys are named.", () => false],
    "untagging-folds-case": [
      "Takes off tags whose keys differ from those named in case alone.",
      (key, named) => !holds(named, key),
    ],
    "untagging-of-first-key-alone": ["Takes off the first tag named and no other.", (key, [first]) => key !== first],
  }),
  leaving(["untag-resource.takes-off", "describe.after-tagging"], {
    "untagging-does-nothing": ["Answers UntagResource with 200 and takes nothing off.", () => true],
  }),
  warned("list-tags-for-resource.tags.whole-arn", {
    "tags-by-end-of-arn": [
      "Finds the cluster of an ARN by its name, whatever account and Region the ARN is of.",
      after("findResource", (found, arn, { state }) => found ?? state.clusters.get(arn.replace(/^.*:cluster\//s, ""))),
    ],
  }),
  breaking("list-tags-for-resource.after-register", {
    "listing-no-tags": ["Lists the tags of a resource as none.", listedAs(() => ({}))],
  }),
  breaking(["list-tags-for-resource.response.tags", "list-tags-for-resource.after-register"], {
    "listing-tags-as-pairs": [
      "Lists the tags of a resource as pairs of Key and Value.",
      listedAs((tags) => [...tags].map(([Key, Value]) => ({ Key, Value }))),
    ],
  }),
  breaking(
    ["tag-resource", "untag-resource", "list-tags-for-resource"].map((each) => `${each}.error.unknown-resource`),
    {
      "tags-of-nobody": [
        "Answers operations on the tags of a cluster that is not there with 200.",
        all(
          after("findResource", (cluster, arn) => cluster ?? { ...nobody, arn }),
          instead(
            "storeTags",
            ({ name }) => name === nobody.name,
            () => undefined,
          ),
        ),
      ],
    },
  ),
  breaking(["tag-resource.response.body", "untag-resource.response.body"], {
    "tagging-answers-a-list": [
      "Answers TagResource and UntagResource with an empty list.",
      after("encode", (body, document) => (Object.keys(document).length === 0 ? "[]" : body)),
    ],
  }),
);
