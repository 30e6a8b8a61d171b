import type { Behaviours, Call } from "./behaviours.ts";
import { existingClusters } from "./clusters/existing.ts";
import { emptyState, type State } from "./clusters/state.ts";
import { drawFault } from "./drawn/draw.ts";
import type { Patch } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { PLAIN_TRANSPORT, splitTarget, type ReferenceRequest, type ReferenceResponse } from "./message.ts";
import { deregisterCluster } from "./operations/deregister-cluster.ts";
import { describeCluster } from "./operations/describe-cluster.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listClusters } from "./operations/list-clusters.ts";
import { registerCluster } from "./operations/register-cluster.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { resolveSettings, type ReferenceDependencies, type ReferenceOptions } from "./options.ts";
import { uuid } from "./random.ts";
import { Refusal } from "./refusal.ts";
import { authenticate } from "./sigv4/authentication.ts";
import { VARIANTS } from "./variants.ts";
import { conforming } from "./conforming.ts";
import type { Settings } from "./settings.ts";
import type { OutputDocument } from "./render/output-document.ts";
import type { OperationName } from "./wire/route.ts";
import { findById } from "./find-by-id.ts";

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

/** Makes a server of its own state. Throws on an unknown fault or variant, and on `auth` without credentials. */
export function createReference(options: ReferenceOptions & ReferenceDependencies = {}): Reference {
  const settings = resolveSettings(options);
  const behaviours = patched(options);
  const state = emptyState();
  for (const cluster of existingClusters(options.existing, settings)) state.clusters.set(cluster.name, cluster);
  const counter = options.counter ?? new Int32Array(1);
  return {
    handle: (request) => handle(newCall(request, Atomics.add(counter, 0, 1) + 1, behaviours, settings, state)),
    requests: () => Atomics.load(counter, 0),
    clusterNames: () => [...state.clusters.keys()],
  };
}

function patched({ variant, fault, drawn, patches = [] }: ReferenceOptions & ReferenceDependencies): Behaviours {
  const chosen: Patch[] = [];
  if (variant !== undefined) chosen.push(findById("variant", VARIANTS, variant).patch);
  if (fault !== undefined) chosen.push(findById("fault", FAULTS, fault).patch);
  if (drawn !== undefined) chosen.push(drawFault(drawn).patch);
  return [...chosen, ...patches].reduce((behaviours, patch) => patch(behaviours), conforming);
}

function newCall(
  request: ReferenceRequest,
  number: number,
  behaviours: Behaviours,
  settings: Settings,
  state: State,
): Call {
  return {
    behaviours,
    request,
    number,
    receivedAt: settings.now(),
    requestId: uuid(settings.random),
    settings,
    state,
    route: undefined,
    registration: undefined,
    transport: PLAIN_TRANSPORT,
  };
}

async function handle(call: Call): Promise<ReferenceResponse> {
  const { behaviours } = call;
  try {
    call.transport = behaviours.transport(call);
    if (call.transport.fate === "drop") return { status: 0, headers: [], body: "", transport: call.transport };
    admit(call);
    return behaviours.renderSuccess(await perform(call), call);
  } catch (error) {
    return behaviours.renderError(asRefusal(error), call);
  }
}

/** Everything that can be said without knowing the operation. */
function admit(call: Call): void {
  const { behaviours } = call;
  const refusal = behaviours.admit(call) ?? behaviours.checkSize(call);
  if (refusal !== undefined) throw refusal;
  authenticate(call);
}

function perform(call: Call): OutputDocument | Promise<OutputDocument> {
  const { behaviours, request } = call;
  const route = behaviours.matchRoute(request.method, splitTarget(request.path).path, call);
  if (route === undefined) throw new Refusal("UnknownOperationException", "No operation has this method and path.");
  call.route = route;
  const refusal = behaviours.checkContentType(call) ?? behaviours.checkAccept(call) ?? behaviours.provoke(call);
  if (refusal !== undefined) throw refusal;
  return OPERATIONS[route.operation](call);
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal("InternalFailure", "The request could not be processed.");
}
