import type { Call } from "./behaviours.ts";
import { existingClusters } from "./clusters/existing.ts";
import { emptyState } from "./clusters/state.ts";
import { conforming } from "./conforming.ts";
import type { Patch } from "./fault.ts";
import { splitTarget, type ReferenceRequest, type ReferenceResponse } from "./message.ts";
import { deregisterCluster } from "./operations/deregister-cluster.ts";
import { describeCluster } from "./operations/describe-cluster.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listClusters } from "./operations/list-clusters.ts";
import { registerCluster } from "./operations/register-cluster.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { resolveSettings, type ReferenceDependencies, type ReferenceOptions } from "./options.ts";
import { patchedWith } from "./patches.ts";
import { handleRequest } from "./pipeline.ts";
import { Refusal } from "./refusal.ts";
import type { OutputDocument } from "./render/output-document.ts";
import { errorAskedFor } from "./wire/admission.ts";
import type { OperationName } from "./wire/route.ts";

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
