import { setImmediate } from "node:timers/promises";
import type { Behaviours, Call } from "#reference/behaviours.ts";
import { conforming } from "#reference/server/conforming.ts";
import { splitTarget } from "#reference/message.ts";
import { findById } from "#reference/find-by-id.ts";
import { resolveSettings, type ReferenceDependencies, type ReferenceOptions } from "#reference/server/options.ts";
import { trusted } from "#reference/faults/wire/trusted.ts";
import { patchedWith } from "#reference/patches.ts";
import { handleRequest } from "#reference/server/pipeline.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { Refusal } from "#reference/refusal.ts";
import { emptyState } from "#reference/clusters/state.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { VARIANTS } from "#reference/variants.ts";
import { SERVICE_VARIANTS, type ServiceVariant } from "./variants.ts";
import { faultDrawer } from "./drawn/drawn-service-fault.ts";
import { habitsWithFault } from "./faults/service-faults.ts";
import { SOUND, type Habits } from "./habits.ts";
import { performOperation, type Served } from "./perform-operation.ts";
import { findRoute, type Route } from "./model/find-route.ts";
import type { Service } from "./service-call.ts";
import { ServiceRefusal } from "./service-refusal.ts";
import { type Past, pastOf } from "./store/past.ts";
import { passTime } from "./store/readiness.ts";
import { createStore } from "./store/store.ts";

interface ServiceReferenceOptions extends Pick<
  ReferenceOptions,
  "region" | "account" | "auth" | "credentials" | "hooks" | "variant" | "fault" | "drawn"
> {
  /** Default: those of a sound server, or of one with the fault. */
  readonly habits?: Habits;
}

type Dependencies = Pick<ReferenceDependencies, "now" | "random" | "patches" | "counter">;

/** A server of a whole service, from its model and its resource table. Throws on an unknown fault or variant, and on `auth` without credentials. */
export function createServiceReference(
  service: Service,
  options: ServiceReferenceOptions & Dependencies = {},
): Reference {
  const { fault, patches = [], variant, drawn } = options;
  const known: readonly ServiceVariant[] = [...SERVICE_VARIANTS, ...VARIANTS];
  const varied = variant === undefined ? undefined : findById("variant", known, variant);
  const ofVariant = { ...SOUND, ...varied?.habits };
  const habits = options.habits ?? (fault === undefined ? ofVariant : habitsWithFault(service, fault));
  const trusting = trusted((call) => {
    const route = findRoute(service.operations, { method: call.request.method, ...splitTarget(call.request.path) });
    return route !== undefined && habits.trusts(route.operation);
  });
  const base = options.auth === true && habits.trusts !== SOUND.trusts ? [trusting, ...patches] : patches;
  const chosen = varied?.patch === undefined ? base : [varied.patch, ...base];
  const store = createStore(service.table);
  const served: ServedWithPast = {
    service,
    habits,
    store,
    past: habits.lags === SOUND.lags ? undefined : pastOf(service.table, store),
    tokens: new Map(),
    drawn: drawn === undefined ? undefined : faultDrawer(service)(drawn).open(),
  };
  const counter = options.counter ?? new Int32Array(1);
  const pipeline = {
    behaviours: patchedWith(RENDERING_MODEL_ERRORS, chosen),
    settings: { ...resolveSettings(options), signingName: service.signingName },
    state: emptyState(),
    counter,
    perform: (call: Call) => perform(call, served),
  };
  return {
    handle: (request) => handleRequest(pipeline, request),
    requests: () => Atomics.load(counter, 0),
    clusterNames: () => served.store.children(undefined, service.table.kinds).map(({ id }) => id),
  };
}

const NO_CONTENT = 204;

/** What a conforming server does, with the statuses and the errors of a model beside its own. */
const RENDERING_MODEL_ERRORS: Behaviours = {
  ...conforming,
  renderSuccess: (document, call) => {
    const response = conforming.renderSuccess(document, call);
    if (response.status !== NO_CONTENT) return response;
    return { ...response, headers: response.headers.filter(([name]) => name !== "content-type"), body: "" };
  },
  errorStatus: (refusal, call) =>
    refusal instanceof ServiceRefusal ? refusal.status : conforming.errorStatus(refusal, call),
  errorDocument: (refusal, call) =>
    refusal instanceof ServiceRefusal
      ? { ...refusal.members, message: refusal.message }
      : conforming.errorDocument(refusal, call),
};

interface ServedWithPast extends Served {
  /** Of a server whose reads are behind. */
  readonly past: Past | undefined;
}

function perform(call: Call, served: ServedWithPast): OutputDocument | Promise<OutputDocument> {
  const { behaviours, request } = call;
  const route = findRoute(served.service.operations, { method: request.method, ...splitTarget(request.path) });
  if (route === undefined) throw new Refusal("UnknownOperationException", "No operation has this method and path.");
  const refusal = behaviours.checkAccept(call);
  if (refusal !== undefined) throw refusal;
  if (served.habits.lasts > 0) passTime(served.store, call.receivedAt);
  const isHurried = served.habits.hurries(route.operation) !== undefined;
  if (isHurried) return performLater(call, route, served);
  return served.past === undefined ? performOperation(call, route, served) : performBehind(call, route, served);
}

/** A reader sees what was there a while ago, as it was then. */
function performBehind(call: Call, route: Route, { past, ...served }: ServedWithPast): OutputDocument {
  const lag = served.habits.lags(route.operation, call.number);
  if (past !== undefined && lag > 0) {
    const then = call.receivedAt - lag;
    const store = past.at(then);
    if (served.habits.lasts > 0) passTime(store, then);
    const asked = { ...call, receivedAt: then };
    try {
      return performOperation(asked, route, { ...served, store });
    } finally {
      call.status = asked.status;
    }
  }
  try {
    return performOperation(call, route, served);
  } finally {
    if (route.operation.method !== "GET") past?.keep(call.receivedAt);
  }
}

/** Looks at what is there, and lets other requests in between. */
async function performLater(call: Call, route: Route, served: Served): Promise<OutputDocument> {
  const seen = new Map(served.store.all().map((resource) => [resource, resource.facts] as const));
  await setImmediate();
  await setImmediate();
  return performOperation(call, route, { ...served, seen });
}
