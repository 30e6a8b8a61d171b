import { valueText } from "#reference/value-text.ts";
import type { View } from "#reference/render/output-document.ts";
import { isObject } from "#reference/wire/json-document.ts";
import { inDocument, withChanged, type AnswerChange } from "./drawn-change.ts";
import { CLUSTER_MEMBERS, type ClusterMember, type WrongValue } from "./cluster-members.ts";
import { meansProvider, WITHOUT_TAGS } from "./drawn-condition.ts";
import { answeredWith, BODIES, CONTENT_TYPES } from "./whole-answer.ts";

/** What can be wrong with a success that shows a cluster. */
export function clusterChanges(view: View): readonly AnswerChange[] {
  return [
    ...[201, 202, 404, 500].map(answeredWith),
    ...CONTENT_TYPES,
    ...BODIES,
    ...envelopes(),
    ...CLUSTER_MEMBERS.filter(({ shown }) => shown.includes(view)).flatMap((member) => memberChanges(member, view)),
  ];
}

function envelopes(): AnswerChange[] {
  return [
    { words: "sends the cluster without the member around it", apply: inDocument(({ cluster }) => cluster) },
    { words: "calls the cluster Cluster", apply: inDocument(({ cluster }) => ({ Cluster: cluster })) },
    { words: "sends an object result around the body", apply: inDocument((body) => ({ result: body })) },
    { words: "sends the cluster in a list", apply: inDocument(({ cluster }) => ({ cluster: [cluster] })) },
    {
      words: "sends the cluster as a JSON string",
      apply: inDocument(({ cluster }) => ({ cluster: JSON.stringify(cluster) })),
    },
    { words: "sends null as the cluster", apply: inDocument(() => ({ cluster: null })) },
  ];
}

function memberChanges(member: ClusterMember, view: View): AnswerChange[] {
  const { name, required } = member;
  const wrong = [
    ...mistyped(member),
    ...member.wrong.filter(({ views = required }) => views.includes(view)),
    ...(required.includes(view) ? [{ words: `no ${name}`, value: () => undefined }] : []),
  ];
  return [...wrong.map((value) => sending(member, value)), ...(required.includes(view) ? renamings(member) : [])];
}

/** Values of another type. An object around a structure would be a structure that has other members. */
function mistyped({ name, shape }: ClusterMember): WrongValue[] {
  return [
    { words: `the ${name} in a list`, value: (own) => [own] },
    { words: `true as the ${name}`, value: () => true },
    ...(shape === "structure"
      ? []
      : [{ words: `the ${name} in an object`, value: (own: unknown) => ({ value: own }) }]),
    ...(shape === "text" ? [{ words: `a number as the ${name}`, value: () => 7 }] : []),
    ...(shape === "time" ? [{ words: `the ${name} as text`, value: (own: unknown) => valueText(own) }] : []),
    ...(shape === "time" ? [{ words: `the ${name} as an ISO 8601 date`, value: isoDate }] : []),
    ...(shape === "map" || shape === "structure"
      ? [{ words: `the ${name} as a JSON string`, value: (own: unknown) => JSON.stringify(own) }]
      : []),
  ];
}

function isoDate(seconds: unknown): string {
  return new Date(Number(seconds) * 1000).toISOString();
}

function sending(member: ClusterMember, { words, value }: WrongValue): AnswerChange {
  return {
    words: `sends ${words}`,
    spares: (condition) =>
      (isAboutTags(words, member) && condition === WITHOUT_TAGS) ||
      (words === "the provider OTHER" && meansProvider(condition, "OTHER")),
    apply: inMember(member, value),
  };
}

/** Where there are no tags, what happens to each of them changes nothing, and no tags may be absent. */
function isAboutTags(words: string, { name, wrong }: ClusterMember): boolean {
  return name === "tags" && (words === "no tags" || wrong.some((each) => each.words === words));
}

function renamings({ name, parent }: ClusterMember): AnswerChange[] {
  const capitalised = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [capitalised, ...(snake === name ? [] : [snake])].map((other) => ({
    words: `calls the ${name} ${other}`,
    spares: (condition) => name === "tags" && condition === WITHOUT_TAGS,
    apply: inHolder(parent, ({ [name]: value, ...others }) => ({ ...others, [other]: value })),
  }));
}

function inMember({ name, parent }: ClusterMember, change: (own: unknown) => unknown): AnswerChange["apply"] {
  return inHolder(parent, (holder) => withChanged(holder, name, change));
}

/** Changes the object that holds a member: the cluster, or its connectorConfig. */
function inHolder(
  parent: ClusterMember["parent"],
  change: (holder: Readonly<Record<string, unknown>>) => unknown,
): AnswerChange["apply"] {
  const changeObject = (holder: unknown): unknown => (isObject(holder) ? change(holder) : holder);
  const inCluster = (cluster: unknown): unknown => {
    if (parent === undefined || !isObject(cluster)) return changeObject(cluster);
    return withChanged(cluster, parent, changeObject);
  };
  return inDocument((document) => withChanged(document, "cluster", inCluster));
}
