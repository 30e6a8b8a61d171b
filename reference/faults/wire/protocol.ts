import type { Call } from "#reference/behaviours.ts";
import { headerValue, type Transport } from "#reference/message.ts";
import { Refusal } from "#reference/refusal.ts";
import { after, answersSent, instead, omitting } from "#reference/patches.ts";
import { BODY_LIMIT } from "#reference/wire/body.ts";
import { breaking, breakingBy, family, warned, warnedBy } from "#reference/faults/defect.ts";
import { onBroken } from "#reference/faults/inputs/input-rules.ts";

/** Answers to names that break the pattern travel otherwise. */
const badNames = breakingBy((fate: Transport["fate"]) =>
  onBroken(["/name"], "pattern", (call) => {
    call.transport = { ...call.transport, fate };
  }),
);

const contentType = ({ request }: Call): string | undefined => headerValue(request.headers, "content-type");

const refusedContentType = breakingBy((refuses: (header: string) => boolean) =>
  instead(
    "checkContentType",
    (call) => refuses(contentType(call) ?? "application/json"),
    () => new Refusal("UnsupportedMediaTypeException", "The media type is not supported."),
  ),
);

const takenContentType = warnedBy((accepts: (header?: string) => boolean) =>
  instead(
    "checkContentType",
    (call) => accepts(contentType(call)),
    () => undefined,
  ),
);

const refusedAccept = breakingBy((refuses: (header: string) => boolean) =>
  instead(
    "checkAccept",
    ({ request }) => refuses(headerValue(request.headers, "accept") ?? "application/json"),
    () => new Refusal("NotAcceptableException", "The media type cannot be had."),
  ),
);

/** Media types and connections. */
export const PROTOCOL = family(
  "protocol",
  takenContentType("api.content-type.others-refused", {
    "content-type-not-checked": ["Takes a body whatever its media type.", () => true],
    "content-type-missing-accepted": ["Takes a body without a media type.", (header) => header === undefined],
    "content-type-of-aws-json-accepted": [
      "Takes a body in the media type of another protocol of AWS.",
      (header) => header?.startsWith("application/x-amz-json") === true,
    ],
    "content-type-with-json-suffix-accepted": [
      "Takes every media type that ends in json.",
      (header) => header?.endsWith("json") === true,
    ],
  }),
  refusedContentType("api.content-type.parameters", {
    "content-type-charset-refused": ["Refuses a charset behind the media type.", (header) => header.includes(";")],
    "content-type-in-other-case-refused": [
      "Compares the media type in lower case alone.",
      (header) => !header.startsWith("application/json"),
    ],
    "content-type-charset-in-capitals-refused": [
      "Refuses UTF-8 in capitals as a charset.",
      (header) => header.includes("UTF-8"),
    ],
  }),
  warned("api.accept.others-refused", {
    "accept-not-checked": ["Answers in JSON whatever the client accepts.", omitting("checkAccept")],
  }),
  refusedAccept("api.accept.wildcards", {
    "accept-any-refused": ["Refuses Accept: */*.", (header) => header === "*/*"],
    "accept-any-application-refused": ["Refuses Accept: application/*.", (header) => header === "application/*"],
    "accept-list-refused": [
      "Refuses an Accept header that names several media types.",
      (header) => header.includes(","),
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
  badNames("api.answers", {
    "bad-name-hangs": ["Never answers a registration whose name breaks the pattern.", "hang"],
  }),
  breaking("api.answers", {
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
  badNames(["api.answers", "register.name.pattern"], {
    "bad-name-drops-connection": ["Closes the connection on a name that breaks the pattern.", "lose-reply"],
    "bad-name-answered-in-part": ["Sends half of the answer to a name that breaks the pattern.", "cut"],
  }),
);
