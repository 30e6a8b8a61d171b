import type { Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { after, before } from "#reference/patches.ts";
import type { OutputDocument, View } from "#reference/render/output-document.ts";
import { valueText } from "#reference/value-text.ts";

/** Documents of clusters are changed before they are shown. */
export function clusterShown(change: (document: OutputDocument, view: View, call: Call) => OutputDocument): Patch {
  return after("clusterDocument", (document, _cluster, view, call) => change(document, view, call));
}

/** Documents of connector configurations are changed before they are shown. */
export function connectorShown(change: (document: OutputDocument, view: View) => OutputDocument): Patch {
  return after("connectorDocument", (document, _connector, view) => change(document, view));
}

/** One member of a cluster is shown otherwise, in this view or in all. */
export function memberShown(member: string, change: (value: unknown) => unknown, only?: View): Patch {
  return clusterShown((document, view) => withMember(document, member, only === undefined || view === only, change));
}

/** One member of a connectorConfig is shown otherwise, in this view or in all. */
export function connectorMemberShown(member: string, change: (value: unknown) => unknown, only?: View): Patch {
  return connectorShown((document, view) => withMember(document, member, only === undefined || view === only, change));
}

function withMember(
  document: OutputDocument,
  member: string,
  isSo: boolean,
  change: (value: unknown) => unknown,
): OutputDocument {
  return isSo ? { ...document, [member]: change(document[member]) } : document;
}

/** Turns a change of a text into one of any value. */
export function textual(change: (text: string) => string): (value: unknown) => string {
  return (value) => change(valueText(value));
}

/** Clusters are shown otherwise in one view. */
export function clusterIn(shown: View, change: (cluster: Cluster, call: Call) => Partial<Cluster>): Patch {
  return before("clusterDocument", (cluster, view, call) =>
    view === shown ? { ...cluster, ...change(cluster, call) } : cluster,
  );
}

/** The body around a cluster is another one in one view. */
export function enveloped(shown: View, write: (cluster: OutputDocument, call: Call) => OutputDocument): Patch {
  return after("clusterEnvelope", (body, cluster, view, call) => (view === shown ? write(cluster, call) : body));
}

/** Tags are changed before they are shown. */
export function tagsShown(change: (tags: readonly (readonly [key: string, value: string])[]) => unknown): Patch {
  return () => ({ tagsDocument: (tags) => change([...tags]) });
}
