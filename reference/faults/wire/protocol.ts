import type { Call } from "../../behaviours.ts";
import type { Patch } from "../../fault.ts";
import { headerValue, type Transport } from "../../message.ts";
import { Refusal } from "../../refusal.ts";
import { after, answersSent, around } from "../../patches.ts";
import { BODY_LIMIT } from "../../wire/body.ts";
import { breaking, family, warned } from "../defect.ts";

/** Answers to names that break the pattern travel otherwise. */
const refusalsSent = (change: Partial<Transport>): Patch =>
  after("namePattern", (complaint, _input, call) => {
    if (complaint !== undefined) call.transport = { ...call.transport, ...change };
    return complaint;
  });

const contentType = ({ request }: Call): string | undefined => headerValue(request.headers, "content-type");

const refuseContentType = (refuses: (header: string) => boolean): Patch =>
  around("checkContentType", (own, call) =>
    refuses(contentType(call) ?? "application/json")
      ? new Refusal("UnsupportedMediaTypeException", "The media type is not supported.")
      : own(call),
  );

const acceptContentType = (accepts: (header: string | undefined) => boolean): Patch =>
  after("checkContentType", (refusal, call) => (accepts(contentType(call)) ? undefined : refusal));

const refuseAccept = (refuses: (header: string) => boolean): Patch =>
  around("checkAccept", (own, call) => {
    const header = headerValue(call.request.headers, "accept");
    return header !== undefined && refuses(header)
      ? new Refusal("NotAcceptableException", "The media type cannot be had.")
      : own(call);
  });

/** Media types and connections. */
export const PROTOCOL = family(
  "protocol",
  warned("api.content-type.others-refused", {
    "content-type-not-checked": ["Takes a body whatever its media type.", acceptContentType(() => true)],
    "content-type-missing-accepted": [
      "Takes a body without a media type.",
      acceptContentType((header) => header === undefined),
    ],
    "content-type-of-aws-json-accepted": [
      "Takes a body in the media type of another protocol of AWS.",
      acceptContentType((header) => header?.startsWith("application/x-amz-json") === true),
    ],
    "content-type-with-json-suffix-accepted": [
      "Takes every media type that ends in json.",
      acceptContentType((header) => header?.endsWith("json") === true),
    ],
  }),
  breaking("api.content-type.parameters", {
    "content-type-charset-refused": [
      "Refuses a charset behind the media type.",
      refuseContentType((header) => header.includes(";")),
    ],
    "content-type-in-other-case-refused": [
      "Compares the media type in lower case alone.",
      refuseContentType((header) => !header.startsWith("application/json")),
    ],
    "content-type-charset-in-capitals-refused": [
      "Refuses UTF-8 in capitals as a charset.",
      refuseContentType((header) => header.includes("UTF-8")),
    ],
  }),
  warned("api.accept.others-refused", {
    "accept-not-checked": ["Answers in JSON whatever the client accepts.", () => ({ checkAccept: () => undefined })],
  }),
  breaking("api.accept.wildcards", {
    "accept-any-refused": ["Refuses Accept: */*.", refuseAccept((header) => header === "*/*")],
    "accept-any-application-refused": [
      "Refuses Accept: application/*.",
      refuseAccept((header) => header === "application/*"),
    ],
    "accept-list-refused": [
      "Refuses an Accept header that names several media types.",
      refuseAccept((header) => header.includes(",")),
    ],
  }),
  breaking(["api.body.large", "api.answers"], {
    "large-body-drops-connection": [
      "Closes the connection on a body of more than a megabyte.",
      answersSent({ fate: "drop" }, ({ request }) => request.body.length > BODY_LIMIT),
    ],
    "deep-body-drops-connection": [
      "Closes the connection on a body that is nested ten thousand levels deep.",
      answersSent({ fate: "drop" }, ({ request }) => Buffer.from(request.body).includes("[".repeat(10_000))),
    ],
  }),
  breaking("api.answers", {
    "bad-name-hangs": ["Never answers a registration whose name breaks the pattern.", refusalsSent({ fate: "hang" })],
    "list-answered-without-end": [
      "Goes on and on with the body of a list.",
      answersSent({ fate: "endless" }, ({ request }) => request.path === "/clusters?maxResults=1"),
    ],
    "unknown-path-drops-connection": [
      "Closes the connection on a path that it does not know.",
      after("matchRoute", (route, _method, _path, call) => {
        if (route === undefined) call.transport = { ...call.transport, fate: "lose-reply" };
        return route;
      }),
    ],
  }),
  breaking(["api.answers", "register.name.pattern"], {
    "bad-name-drops-connection": [
      "Closes the connection on a name that breaks the pattern.",
      refusalsSent({ fate: "lose-reply" }),
    ],
    "bad-name-answered-in-part": [
      "Sends half of the answer to a name that breaks the pattern.",
      refusalsSent({ fate: "cut" }),
    ],
  }),
);
