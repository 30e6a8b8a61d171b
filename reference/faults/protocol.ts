import type { Patch } from "../fault.ts";
import { headerValue, type Transport } from "../message.ts";
import { Refusal } from "../refusal.ts";
import { BODY_LIMIT } from "../wire/body.ts";
import { family } from "./family.ts";
import { answersSent } from "../patches.ts";

/** Answers to what this check refuses travel otherwise. */
function refusalsSent(change: Partial<Transport>): Patch {
  return (behaviours) => ({
    namePattern: (input, call) => {
      const complaint = behaviours.namePattern(input, call);
      if (complaint !== undefined) call.transport = { ...call.transport, ...change };
      return complaint;
    },
  });
}

function refuseContentType(refuses: (header: string) => boolean): Patch {
  return (behaviours) => ({
    checkContentType: (call) =>
      refuses(headerValue(call.request.headers, "content-type") ?? "application/json")
        ? new Refusal("UnsupportedMediaTypeException", "The media type is not supported.")
        : behaviours.checkContentType(call),
  });
}

function acceptContentType(accepts: (header: string | undefined) => boolean): Patch {
  return (behaviours) => ({
    checkContentType: (call) =>
      accepts(headerValue(call.request.headers, "content-type")) ? undefined : behaviours.checkContentType(call),
  });
}

function refuseAccept(refuses: (header: string) => boolean): Patch {
  return (behaviours) => ({
    checkAccept: (call) => {
      const header = headerValue(call.request.headers, "accept");
      return header !== undefined && refuses(header)
        ? new Refusal("NotAcceptableException", "The media type cannot be had.")
        : behaviours.checkAccept(call);
    },
  });
}

const TYPES = ["api.content-type.parameters"];
const OTHER_TYPES = ["api.content-type.others-refused"];
const ACCEPT = ["api.accept.wildcards"];

/** Media types and connections. */
export const PROTOCOL = family("protocol", [
  {
    id: "content-type-not-checked",
    sentence: "Takes a body whatever its media type.",
    level: "SHOULD",
    requirements: OTHER_TYPES,
    patch: acceptContentType(() => true),
  },
  {
    id: "content-type-missing-accepted",
    sentence: "Takes a body without a media type.",
    level: "SHOULD",
    requirements: OTHER_TYPES,
    patch: acceptContentType((header) => header === undefined),
  },
  {
    id: "content-type-of-aws-json-accepted",
    sentence: "Takes a body in the media type of another protocol of AWS.",
    level: "SHOULD",
    requirements: OTHER_TYPES,
    patch: acceptContentType((header) => header?.startsWith("application/x-amz-json") === true),
  },
  {
    id: "content-type-with-json-suffix-accepted",
    sentence: "Takes every media type that ends in json.",
    level: "SHOULD",
    requirements: OTHER_TYPES,
    patch: acceptContentType((header) => header?.endsWith("json") === true),
  },
  {
    id: "content-type-charset-refused",
    sentence: "Refuses a charset behind the media type.",
    requirements: TYPES,
    patch: refuseContentType((header) => header.includes(";")),
  },
  {
    id: "content-type-in-other-case-refused",
    sentence: "Compares the media type in lower case alone.",
    requirements: TYPES,
    patch: refuseContentType((header) => !header.startsWith("application/json")),
  },
  {
    id: "content-type-charset-in-capitals-refused",
    sentence: "Refuses UTF-8 in capitals as a charset.",
    requirements: TYPES,
    patch: refuseContentType((header) => header.includes("UTF-8")),
  },
  {
    id: "accept-not-checked",
    sentence: "Answers in JSON whatever the client accepts.",
    level: "SHOULD",
    requirements: ["api.accept.others-refused"],
    patch: () => ({ checkAccept: () => undefined }),
  },
  {
    id: "accept-any-refused",
    sentence: "Refuses Accept: */*.",
    requirements: ACCEPT,
    patch: refuseAccept((header) => header === "*/*"),
  },
  {
    id: "accept-any-application-refused",
    sentence: "Refuses Accept: application/*.",
    requirements: ACCEPT,
    patch: refuseAccept((header) => header === "application/*"),
  },
  {
    id: "accept-list-refused",
    sentence: "Refuses an Accept header that names several media types.",
    requirements: ACCEPT,
    patch: refuseAccept((header) => header.includes(",")),
  },
  {
    id: "large-body-drops-connection",
    sentence: "Closes the connection on a body of more than a megabyte.",
    requirements: ["api.body.large", "api.answers"],
    patch: answersSent({ fate: "drop" }, ({ request }) => request.body.length > BODY_LIMIT),
  },
  {
    id: "deep-body-drops-connection",
    sentence: "Closes the connection on a body that is nested ten thousand levels deep.",
    requirements: ["api.body.large", "api.answers"],
    patch: answersSent({ fate: "drop" }, ({ request }) => Buffer.from(request.body).includes("[".repeat(10_000))),
  },
  {
    id: "bad-name-hangs",
    sentence: "Never answers a registration whose name breaks the pattern.",
    requirements: ["api.answers"],
    patch: refusalsSent({ fate: "hang" }),
  },
  {
    id: "bad-name-drops-connection",
    sentence: "Closes the connection on a name that breaks the pattern.",
    requirements: ["api.answers", "register.name.pattern"],
    patch: refusalsSent({ fate: "lose-reply" }),
  },
  {
    id: "bad-name-answered-in-part",
    sentence: "Sends half of the answer to a name that breaks the pattern.",
    requirements: ["api.answers", "register.name.pattern"],
    patch: refusalsSent({ fate: "cut" }),
  },
  {
    id: "list-answered-without-end",
    sentence: "Goes on and on with the body of a list.",
    requirements: ["api.answers"],
    patch: answersSent({ fate: "endless" }, ({ request }) => request.path === "/clusters?maxResults=1"),
  },
  {
    id: "unknown-path-drops-connection",
    sentence: "Closes the connection on a path that it does not know.",
    requirements: ["api.answers"],
    patch: (behaviours) => ({
      matchRoute: (method, path, call) => {
        const route = behaviours.matchRoute(method, path, call);
        if (route === undefined) call.transport = { ...call.transport, fate: "lose-reply" };
        return route;
      },
    }),
  },
]);
