import type { Behaviours, Call } from "#reference/behaviours.ts";
import type { State } from "#reference/clusters/state.ts";
import { PLAIN_TRANSPORT, type ReferenceRequest, type ReferenceResponse } from "#reference/message.ts";
import { uuid } from "#reference/random.ts";
import { Refusal } from "#reference/refusal.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { Settings } from "./settings.ts";
import { authenticate } from "#reference/sigv4/authentication.ts";

/** What every server here does with a request, around what it does once it knows who sent it. */
export interface Pipeline {
  readonly behaviours: Behaviours;
  readonly settings: Settings;
  readonly state: State;
  /** Counts the requests in its first cell. */
  readonly counter: Int32Array;
  /** Throws a Refusal. */
  readonly perform: (call: Call) => OutputDocument | Promise<OutputDocument>;
}

/** Answers one request; never rejects. */
export async function handleRequest(pipeline: Pipeline, request: ReferenceRequest): Promise<ReferenceResponse> {
  const call = newCall(pipeline, request);
  const { behaviours } = call;
  try {
    call.transport = behaviours.transport(call);
    if (call.transport.fate === "drop") return { status: 0, headers: [], body: "", transport: call.transport };
    admit(call);
    return behaviours.renderSuccess(await pipeline.perform(call), call);
  } catch (error) {
    return behaviours.renderError(asRefusal(error), call);
  }
}

function newCall({ behaviours, settings, state, counter }: Pipeline, request: ReferenceRequest): Call {
  return {
    behaviours,
    request,
    number: Atomics.add(counter, 0, 1) + 1,
    receivedAt: settings.now(),
    requestId: uuid(settings.random),
    settings,
    state,
    route: undefined,
    registration: undefined,
    status: 200,
    transport: PLAIN_TRANSPORT,
  };
}

/** Everything that can be said without knowing the operation. */
function admit(call: Call): void {
  const { behaviours } = call;
  const refusal = behaviours.admit(call) ?? behaviours.checkSize(call);
  if (refusal !== undefined) throw refusal;
  authenticate(call);
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal("InternalFailure", "The request could not be processed.");
}
