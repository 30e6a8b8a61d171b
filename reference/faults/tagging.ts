import type { Behaviours } from "../behaviours.ts";
import type { Cluster, Tags } from "../clusters/cluster.ts";
import type { Fault, Patch } from "../fault.ts";
import type { TagOperation } from "../wire/route.ts";
import { family } from "./family.ts";

const PUTS = ["tag-resource.puts"];
const TAKES_OFF = ["untag-resource.takes-off"];
const NOBODY: Cluster = {
  name: "nobody",
  arn: "",
  createdAt: 0,
  status: "ACTIVE",
  connector: undefined,
  clientRequestToken: undefined,
  tags: new Map(),
};

/** Something that each server keeps by the name of a cluster. */
function keeping(use: (kept: Map<string, Tags>) => (behaviours: Behaviours) => Partial<Behaviours>): Patch {
  return (behaviours) => ({ ...use(new Map())(behaviours) });
}

function answering(operation: TagOperation, status: number): Patch {
  return (behaviours) => ({
    successStatus: (call) => (call.route?.operation === operation ? status : behaviours.successStatus(call)),
  });
}

/** What happens to the tags of a cluster. */
export const TAGGING: readonly Fault[] = family("lifecycle", [
  {
    id: "tagging-drops-other-tags",
    sentence: "Puts tags in the place of all that a cluster had.",
    requirements: PUTS,
    patch: () => ({ withTags: (_before, added) => added }),
  },
  {
    id: "untagging-takes-longer-keys-with-it",
    sentence: "Takes off every tag whose key begins with one that UntagResource names.",
    requirements: TAKES_OFF,
    patch: () => ({
      withoutTags: (before, keys) =>
        new Map([...before].filter(([key]) => !keys.some((gone) => gone !== "" && key.startsWith(gone)))),
    }),
  },
  {
    id: "tagging-keeps-old-values",
    sentence: "Leaves the value of a tag that is there, whatever TagResource says.",
    requirements: PUTS,
    patch: () => ({ withTags: (before, added) => new Map([...added, ...before]) }),
  },
  {
    id: "tagging-folds-case",
    sentence: "Puts a tag over one whose key differs in case alone.",
    requirements: PUTS,
    patch: () => ({
      withTags: (before, added) => {
        const folded = [...added.keys()].map((key) => key.toLowerCase());
        return new Map([...[...before].filter(([key]) => !folded.includes(key.toLowerCase())), ...added]);
      },
    }),
  },
  {
    id: "tagging-stores-nothing",
    sentence: "Answers TagResource with 200 and stores nothing.",
    requirements: [...PUTS, "describe.after-tagging"],
    patch: () => ({ withTags: (before) => before }),
  },
  {
    id: "tagging-trims-values",
    sentence: "Takes white space off the values of tags that TagResource puts.",
    requirements: PUTS,
    patch: (behaviours) => ({
      withTags: (before, added, call) =>
        behaviours.withTags(
          before,
          new Map([...added].map(([key, value]) => [key, value.replace(/^\S*\s/, "")])),
          call,
        ),
    }),
  },
  {
    id: "tagging-not-described",
    sentence: "Describes a cluster with the tags that it was registered with, whatever was put on it since.",
    requirements: ["describe.after-tagging"],
    patch: keeping((registered) => (behaviours) => ({
      claimName: (cluster, call) => {
        registered.set(cluster.name, cluster.tags);
        return behaviours.claimName(cluster, call);
      },
      clusterDocument: (cluster, view, call) =>
        behaviours.clusterDocument({ ...cluster, tags: registered.get(cluster.name) ?? cluster.tags }, view, call),
    })),
  },
  {
    id: "tagging-of-every-cluster",
    sentence: "Puts the tags of one cluster on all of them.",
    requirements: ["tag-resource.other-clusters"],
    patch: (behaviours) => ({
      storeTags: (_cluster, tags, call) => {
        for (const each of [...call.state.clusters.values()]) behaviours.storeTags(each, tags, call);
      },
    }),
  },
  {
    id: "tags-outlive-the-cluster",
    sentence: "Keeps what TagResource put on a cluster for the next one of its name.",
    requirements: ["tag-resource.go-with-cluster"],
    patch: keeping((put) => (behaviours) => ({
      storeTags: (cluster, tags, call) => {
        put.set(cluster.name, tags);
        behaviours.storeTags(cluster, tags, call);
      },
      newCluster: (registration, call) => {
        const cluster = behaviours.newCluster(registration, call);
        return { ...cluster, tags: new Map([...cluster.tags, ...(put.get(cluster.name) ?? [])]) };
      },
    })),
  },
  {
    id: "tagging-half-done",
    sentence: "Puts the keys of a TagResource that it refuses for a value.",
    requirements: ["tag-resource.all-or-none"],
    patch: (behaviours) => ({
      checkTagValue: (value, call) => {
        const refusal = behaviours.checkTagValue(value, call);
        const arn = behaviours.percentDecode(call.route?.label ?? "", call);
        const cluster = behaviours.findResource(arn, call);
        if (refusal === undefined || cluster === undefined) return refusal;
        behaviours.storeTags(cluster, new Map([...cluster.tags, ["half", "done"]]), call);
        return refusal;
      },
    }),
  },
  {
    id: "tags-without-end",
    sentence: "Takes a fifty-first tag where it comes in a request of its own.",
    requirements: ["tag-resource.fifty-in-all"],
    patch: () => ({ checkTagTotal: () => undefined }),
  },
  {
    id: "untagging-takes-off-all",
    sentence: "Takes all tags off a cluster, whatever keys are named.",
    requirements: TAKES_OFF,
    patch: () => ({ withoutTags: () => new Map() }),
  },
  {
    id: "untagging-folds-case",
    sentence: "Takes off tags whose keys differ from those named in case alone.",
    requirements: TAKES_OFF,
    patch: () => ({
      withoutTags: (before, keys) => {
        const folded = keys.map((key) => key.toLowerCase());
        return new Map([...before].filter(([key]) => !folded.includes(key.toLowerCase())));
      },
    }),
  },
  {
    id: "untagging-of-first-key-alone",
    sentence: "Takes off the first tag named and no other.",
    requirements: TAKES_OFF,
    patch: (behaviours) => ({
      withoutTags: (before, keys, call) => behaviours.withoutTags(before, keys.slice(0, 1), call),
    }),
  },
  {
    id: "untagging-does-nothing",
    sentence: "Answers UntagResource with 200 and takes nothing off.",
    requirements: [...TAKES_OFF, "describe.after-tagging"],
    patch: () => ({ withoutTags: (before) => before }),
  },
  {
    id: "listing-no-tags",
    sentence: "Lists the tags of a resource as none.",
    requirements: ["list-tags-for-resource.after-register"],
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) =>
        view === "ListTagsForResource" ? {} : behaviours.tagsDocument(tags, view, call),
    }),
  },
  {
    id: "listing-tags-as-pairs",
    sentence: "Lists the tags of a resource as pairs of Key and Value.",
    requirements: ["list-tags-for-resource.response.tags", "list-tags-for-resource.after-register"],
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) =>
        view === "ListTagsForResource"
          ? [...tags].map(([Key, Value]) => ({ Key, Value }))
          : behaviours.tagsDocument(tags, view, call),
    }),
  },
  {
    id: "tags-of-nobody",
    sentence: "Answers operations on the tags of a cluster that is not there with 200.",
    requirements: [
      "tag-resource.error.unknown-resource",
      "untag-resource.error.unknown-resource",
      "list-tags-for-resource.error.unknown-resource",
    ],
    patch: (behaviours) => ({
      findResource: (arn, call) => behaviours.findResource(arn, call) ?? { ...NOBODY, arn },
      storeTags: (cluster, tags, call) => {
        if (cluster.name !== NOBODY.name) behaviours.storeTags(cluster, tags, call);
      },
    }),
  },
  {
    id: "tagging-answers-201",
    sentence: "Answers TagResource with status 201.",
    requirements: ["tag-resource.route", "tag-resource.valid"],
    patch: answering("TagResource", 201),
  },
  {
    id: "untagging-answers-204",
    sentence: "Answers UntagResource with status 204.",
    requirements: ["untag-resource.route", "untag-resource.valid"],
    patch: answering("UntagResource", 204),
  },
  {
    id: "listing-tags-answers-202",
    sentence: "Answers ListTagsForResource with status 202.",
    requirements: ["list-tags-for-resource.route"],
    patch: answering("ListTagsForResource", 202),
  },
  {
    id: "tagging-answers-a-list",
    sentence: "Answers TagResource and UntagResource with an empty list.",
    requirements: ["tag-resource.response.body", "untag-resource.response.body"],
    patch: (behaviours) => ({
      encode: (document, call) => (Object.keys(document).length === 0 ? "[]" : behaviours.encode(document, call)),
    }),
  },
]);
