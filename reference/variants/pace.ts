import type { Call } from "#reference/behaviours.ts";
import type { Patch, Variant } from "#reference/fault.ts";
import { Refusal } from "#reference/refusal.ts";
import { HTML, JSON_TYPE, type LayerAnswer } from "./answers.ts";
import { around } from "#reference/patches.ts";

const SECOND_MS = 1000;

/** Admits this many requests within any second; observed on real EKS, the rest get 429 TooManyRequestsException. */
function throttle(perSecond: number): Patch {
  return (behaviours) => {
    let admitted: number[] = [];
    return {
      admit: (call) => {
        admitted = admitted.filter((at) => at > call.receivedAt - SECOND_MS);
        if (admitted.length >= perSecond)
          return new Refusal("TooManyRequestsException", "The request rate is too high.");
        admitted.push(call.receivedAt);
        return behaviours.admit(call);
      },
    };
  };
}

/** One request in so many is refused. */
const EVERY = 43;

/** Refusals for the pace or for the moment, in the spellings that AWS and what stands before it use. */
export const PACE_VARIANTS: readonly Variant[] = [
  {
    id: "throttled-20-per-second",
    sentence: "Answers 429 TooManyRequestsException beyond 20 requests within a second.",
    source: "observations.md, O27",
    patch: throttle(20),
  },
  {
    id: "every-37th-503",
    sentence: "Answers every 37th request with 503 ServiceUnavailableException.",
    source: "register-cluster.txt, ServiceUnavailableException",
    patch: around("admit", (own, call) =>
      call.number % 37 === 0
        ? new Refusal("ServiceUnavailableException", "The service is unavailable for a moment.")
        : own(call),
    ),
  },
  throttled("400-ThrottlingException", "protocol.md, P51", named(400, "ThrottlingException", "Rate exceeded")),
  throttled("400-Throttling", "AWS Query services and their emulators", named(400, "Throttling", "Rate exceeded")),
  throttled("400-ThrottledException", "AWS SDKs, retry classes", named(400, "ThrottledException", "Rate exceeded")),
  throttled("400-RequestLimitExceeded", "AWS SDKs, retry classes", named(400, "RequestLimitExceeded", "Too many.")),
  throttled(
    "400-TooManyRequestsException",
    "observations.md, O27",
    named(400, "TooManyRequestsException", "Too many."),
  ),
  throttled(
    "400-InvalidRequestException",
    "observations.md, O44",
    named(400, "InvalidRequestException", "Request limit exceeded."),
  ),
  throttled("503-SlowDown", "AWS SDKs, retry classes", named(503, "SlowDown", "Reduce your request rate.")),
  throttled("503-ThrottlingException", "AWS SDKs, retry classes", named(503, "ThrottlingException", "Rate exceeded")),
  throttled("503-RequestLimitExceeded", "Amazon EC2, API throttling", named(503, "RequestLimitExceeded", "Too many.")),
  throttled("429-with-nothing", "RFC 6585, section 4; nginx, limit_req_status", { status: 429 }),
  throttled("429-page", "RFC 6585, section 4", { status: 429, headers: [HTML], body: "<h1>429</h1>" }),
  throttled("503-page", "load balancers without a healthy host", {
    status: 503,
    headers: [HTML],
    body: "<h1>503</h1>",
  }),
  throttled("429-with-a-pause", "RFC 9110, section 10.2.3", {
    status: 429,
    headers: [JSON_TYPE, ["retry-after", "1"]],
    body: '{"message":"Too Many Requests"}',
  }),
  {
    id: "every-211th-502-page",
    sentence: "Answers every 211th request with the page of a gateway that lost the server behind it.",
    source: "RFC 9110, section 15.6.3; nginx and Envoy while a server behind them is replaced",
    patch: (behaviours) => ({
      admit: (call) => (isLostBehind(call) ? new Refusal("ServerException", "Bad Gateway") : behaviours.admit(call)),
      renderError: (refusal, call) =>
        isLostBehind(call)
          ? { status: 502, headers: [HTML], body: "<h1>502 Bad Gateway</h1>", transport: call.transport }
          : behaviours.renderError(refusal, call),
    }),
  },
  {
    id: "quota-of-10",
    sentence: "Allows ten registered clusters at a time.",
    source: "observations.md, O12",
    patch: around("checkQuota", (own, call) => own({ ...call, settings: { ...call.settings, quota: 10 } })),
  },
  {
    id: "propagation-delay-428-on-first-three-registrations",
    sentence: "Answers the first three valid registrations with 428 ResourcePropagationDelayException.",
    source: "register-cluster.txt, ResourcePropagationDelayException",
    patch: delayPropagation(3),
  },
];

function isLostBehind({ number }: Pick<Call, "number">): boolean {
  return number % 211 === 0;
}

type Throttle = LayerAnswer & Pick<Variant, "error">;

function named(status: number, code: string, message: string): Throttle {
  const headers: LayerAnswer["headers"] = [JSON_TYPE, ["x-amzn-ErrorType", code]];
  return { status, headers, body: JSON.stringify({ message }), error: { code, status } };
}

/** Every so many requests are refused for the pace. */
function throttled(what: string, source: string, { status, headers = [], body = "", error }: Throttle): Variant {
  return {
    error,
    id: `throttled-as-${what}`,
    sentence: `Refuses every ${EVERY}rd request for its pace, as ${what.replaceAll("-", " ")}.`,
    source,
    patch: (behaviours) => ({
      admit: (call) =>
        call.number % EVERY === 0 ? new Refusal("TooManyRequestsException", "Too many.") : behaviours.admit(call),
      renderError: (refusal, call) =>
        refusal.code === "TooManyRequestsException"
          ? { status, headers, body, transport: call.transport }
          : behaviours.renderError(refusal, call),
    }),
  };
}

function delayPropagation(registrations: number): Patch {
  return (behaviours) => {
    let refused = 0;
    return {
      checkPropagation: (call) => {
        if (refused >= registrations) return behaviours.checkPropagation(call);
        refused += 1;
        return new Refusal("ResourcePropagationDelayException", "A role for this registration is still propagating.");
      },
    };
  };
}
