import type { Call } from "#reference/behaviours.ts";
import { existingClusters } from "#reference/clusters/existing.ts";
import { emptyState } from "#reference/clusters/state.ts";
import { conforming } from "./conforming.ts";
import type { Patch } from "#reference/fault.ts";
import { splitTarget, type ReferenceRequest, type ReferenceResponse } from "#reference/message.ts";
import { deregisterCluster } from "#reference/operations/deregister-cluster.ts";
import { describeCluster } from "#reference/operations/describe-cluster.ts";
import { listTagsForResource } from "#reference/operations/list-tags-for-resource.ts";
import { listClusters } from "#reference/operations/list-clusters.ts";
import { registerCluster } from "#reference/operations/register-cluster.ts";
import { tagResource } from "#reference/operations/tag-resource.ts";
import { untagResource } from "#reference/operations/untag-resource.ts";
import { resolveSettings, type ReferenceDependencies, type ReferenceOptions } from "./options.ts";
import { patchedWith } from "#reference/patches.ts";
import { handleRequest } from "./pipeline.ts";
import { Refusal } from "#reference/refusal.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { errorAskedFor } from "#reference/wire/admission.ts";
import type { OperationName } from "#reference/wire/route.ts";

/** A server without a socket. */
export interface Reference {
  /** Answers one request; never rejects. */
  handle(request: ReferenceRequest): Promise<ReferenceResponse>;
  /** Requests handled so far. */
  requests(): number;
  /** Names of the clusters there are now, those planted at the start among them. */
  clusterNames(): string[];
}

const OPERATIONS: Readonly<Record<OperationName, (call: Call) => OutputDocument | Promise<OutputDocument>>> = {
  RegisterCluster: registerCluster,
  DeregisterCluster: deregisterCluster,
  DescribeCluster: describeCluster,
  ListClusters: listClusters,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
};

/** What a server without faults and variants is asked for. */
export type PlainOptions = Omit<ReferenceOptions & ReferenceDependencies, "fault" | "drawn" | "variant" | "patches">;

/** Makes a server of its own state, which behaves as these patches say. Throws on `auth` without credentials. */
export function createPatchedReference(options: PlainOptions, patches: readonly Patch[]): Reference {
  const settings = resolveSettings(options);
  const behaviours = patchedWith(conforming, patches);
  const state = emptyState();
  for (const cluster of existingClusters(options.existing, settings)) state.clusters.set(cluster.name, cluster);
  const counter = options.counter ?? new Int32Array(1);
  const pipeline = { behaviours, settings, state, counter, perform };
  return {
    handle: (request) => handleRequest(pipeline, request),
    requests: () => Atomics.load(counter, 0),
    clusterNames: () => [...state.clusters.keys()],
  };
}

function perform(call: Call): OutputDocument | Promise<OutputDocument> {
  const { behaviours, request } = call;
  const route = behaviours.matchRoute(request.method, splitTarget(request.path).path, call);
  if (route === undefined) throw new Refusal("UnknownOperationException", "No operation has this method and path.");
  call.route = route;
  const refusal = behaviours.checkContentType(call) ?? behaviours.checkAccept(call) ?? errorAskedFor(call);
  if (refusal !== undefined) throw refusal;
  return OPERATIONS[route.operation](call);
}
