import type { Behaviours } from "./behaviours.ts";
import type { Patch, Variant } from "./fault.ts";
import type { Transport } from "./message.ts";
import { Refusal } from "./refusal.ts";
import { listLag } from "./variants/list-lag.ts";
import { nullMembers } from "./variants/null-members.ts";
import { throttle } from "./variants/throttling.ts";

const UNKNOWN_MEMBER = { sinceRelease: "2031-01-01", values: [1, null, { nested: true }] };

/** Servers that differ from the plain one and still keep every promise: a suite must not fail them. */
export const VARIANTS: readonly Variant[] = [
  {
    id: "error-type-in-__type-only",
    sentence: "Names an error in the body's __type and in no header.",
    patch: errorTypeInBody("__type"),
  },
  {
    id: "error-type-in-code-only",
    sentence: "Names an error in the body's code and in no header.",
    patch: errorTypeInBody("code"),
  },
  {
    id: "error-type-with-namespace",
    sentence: "Puts the namespace of the shape before the error's name.",
    patch: errorTypeAs((code) => `com.amazonaws.eks#${code}`),
  },
  {
    id: "error-type-with-uri-suffix",
    sentence: "Puts a colon and a URI after the error's name.",
    patch: errorTypeAs((code) => `${code}:http://internal.example.com/coral/com.amazonaws.eks/`),
  },
  {
    id: "capital-Message",
    sentence: "Writes the text of an error as Message.",
    patch: (behaviours) => ({
      ...behaviours,
      errorDocument: (refusal, call) => {
        const { message, ...others } = behaviours.errorDocument(refusal, call);
        return { ...others, Message: message };
      },
    }),
  },
  {
    id: "null-members",
    sentence: "Writes documented members that have no value as null.",
    patch: nullMembers,
  },
  {
    id: "unknown-members",
    sentence: "Adds members that no document mentions to clusters, connectors, lists and errors.",
    patch: unknownMembers,
  },
  {
    id: "whole-second-timestamps",
    sentence: "Cuts timestamps to whole seconds.",
    patch: (behaviours) => ({ ...behaviours, timestamp: (milliseconds) => Math.floor(milliseconds / 1000) }),
  },
  {
    id: "fractional-timestamps",
    sentence: "Writes timestamps with microseconds.",
    patch: (behaviours) => ({ ...behaviours, timestamp: (milliseconds) => (milliseconds * 1000 + 321) / 1_000_000 }),
  },
  {
    id: "chunked-bodies",
    sentence: "Sends bodies in chunked transfer coding, without a content-length.",
    patch: onEveryAnswer({ chunked: true }),
  },
  {
    id: "closed-connections",
    sentence: "Closes the connection after every answer, and announces it.",
    patch: onEveryAnswer({ close: true }),
  },
  {
    id: "throttled-20-per-second",
    sentence: "Answers 429 TooManyRequestsException beyond 20 requests within a second.",
    patch: throttle(20),
  },
  {
    id: "every-37th-503",
    sentence: "Answers every 37th request with 503 ServiceUnavailableException.",
    patch: (behaviours) => ({
      ...behaviours,
      admit: (call) =>
        call.number % 37 === 0
          ? new Refusal("ServiceUnavailableException", "The service is unavailable for a moment.")
          : behaviours.admit(call),
    }),
  },
  {
    id: "every-53rd-connection-dropped",
    sentence: "Closes the connection of every 53rd request before doing any work.",
    patch: onEvery(53, { fate: "drop" }),
  },
  {
    id: "every-41st-reply-lost",
    sentence: "Does the work of every 41st request, then closes the connection instead of answering.",
    patch: onEvery(41, { fate: "lose-reply" }),
  },
  {
    id: "quota-of-10",
    sentence: "Allows ten registered clusters at a time.",
    patch: (behaviours) => ({
      ...behaviours,
      checkQuota: (call) => behaviours.checkQuota({ ...call, settings: { ...call.settings, quota: 10 } }),
    }),
  },
  {
    id: "propagation-delay-428-on-first-three-registrations",
    sentence: "Answers the first three valid registrations with 428 ResourcePropagationDelayException.",
    patch: delayPropagation(3),
  },
  {
    id: "utf-16-read",
    sentence: "Reads a body in UTF-16, as Python's reader of JSON does.",
    patch: (behaviours) => ({
      ...behaviours,
      decodeText: (body, call) =>
        body[1] === 0 ? Buffer.from(body).toString("utf16le") : behaviours.decodeText(body, call),
    }),
  },
  {
    id: "odd-tag-characters-refused",
    sentence: "Refuses tags with other characters than AWS's tagging rules allow.",
    patch: (behaviours) => ({
      ...behaviours,
      tagsMaxCount: (input, call) =>
        [...(input.tags ?? [])].flat().every((text) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))
          ? behaviours.tagsMaxCount(input, call)
          : "A tag holds characters that are not allowed.",
    }),
  },
  {
    id: "list-lags-a-tenth-of-a-second",
    sentence: "Shows changes in ListClusters a tenth of a second late.",
    patch: listLag(100),
  },
];

function errorTypeInBody(member: string): Patch {
  return (behaviours) => ({
    ...behaviours,
    errorHeaders: () => [],
    errorDocument: (refusal, call) => ({ [member]: refusal.code, ...behaviours.errorDocument(refusal, call) }),
  });
}

function errorTypeAs(write: (code: string) => string): Patch {
  return (behaviours) => ({ ...behaviours, errorHeaders: ({ code }) => [["x-amzn-ErrorType", write(code)]] });
}

function unknownMembers(behaviours: Behaviours): Behaviours {
  return {
    ...behaviours,
    clusterDocument: (...args) => ({ ...behaviours.clusterDocument(...args), unknownMember: UNKNOWN_MEMBER }),
    connectorDocument: (...args) => ({ ...behaviours.connectorDocument(...args), unknownMember: UNKNOWN_MEMBER }),
    clusterEnvelope: (...args) => ({ ...behaviours.clusterEnvelope(...args), unknownMember: UNKNOWN_MEMBER }),
    listDocument: (...args) => ({ ...behaviours.listDocument(...args), unknownMember: UNKNOWN_MEMBER }),
    errorDocument: (...args) => ({ ...behaviours.errorDocument(...args), unknownMember: UNKNOWN_MEMBER }),
  };
}

function onEveryAnswer(change: Partial<Transport>): Patch {
  return onEvery(1, change);
}

function onEvery(nth: number, change: Partial<Transport>): Patch {
  return (behaviours) => ({
    ...behaviours,
    transport: (call) => ({ ...behaviours.transport(call), ...(call.number % nth === 0 ? change : {}) }),
  });
}

function delayPropagation(registrations: number): Patch {
  return (behaviours) => {
    let refused = 0;
    return {
      ...behaviours,
      checkPropagation: (call) => {
        if (refused >= registrations) return behaviours.checkPropagation(call);
        refused += 1;
        return new Refusal("ResourcePropagationDelayException", "A role for this registration is still propagating.");
      },
    };
  };
}
