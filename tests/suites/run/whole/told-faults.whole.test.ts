import { expect, test } from "@jest/globals";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { type Cause, telling } from "#reports/model/causes/cause.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type FakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

type Pass = (request: WireRequest) => Promise<WireResponse>;

/** A server that some stranger wrote: what it does instead of what the reference does. */
type Stranger = (request: WireRequest, pass: Pass) => WireResponse | Promise<WireResponse>;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const textOf = ({ body }: { readonly body?: Uint8Array | undefined }): string => decoder.decode(body);
const withText = <Message extends object>(message: Message, text: string): Message => ({
  ...message,
  body: encoder.encode(text),
});

function sentIn(request: WireRequest): JsonObject {
  const json = parsedJson(textOf(request));
  return isJsonObject(json) ? json : {};
}

const isRegistration = ({ method, path }: WireRequest): boolean =>
  method === "POST" && path === "/cluster-registrations";

/** What it reads where something else was sent. */
const reading =
  (read: (sent: JsonObject) => JsonObject): Stranger =>
  (request, pass) => {
    const sent = sentIn(request);
    return pass(isRegistration(request) && "name" in sent ? withText(request, JSON.stringify(read(sent))) : request);
  };

/** What it writes in the place of each answer. */
const writing =
  (write: (text: string, request: WireRequest, answer: WireResponse) => string): Stranger =>
  async (request, pass) => {
    const answer = await pass(request);
    return withText(answer, write(textOf(answer), request, answer));
  };

const json = (text: string): JsonObject => JSON.parse(text) as JsonObject;
const entries = (value: JsonValue | undefined): [string, JsonValue][] =>
  isJsonObject(value) ? Object.entries(value) : [];

const cutsShort: Stranger = async (request, pass) => {
  const answer = await pass(request);
  return { ...answer, body: answer.body.slice(0, textOf(answer).length) };
};

const breaksMessages = writing((text, request, { status }) =>
  status === 400 ? `{"message":"no "${String(sentIn(request)["name"])}" in names"}` : text,
);

const showsNullTags = writing((text, _request, { status }) => {
  const { cluster, ...others } = status === 200 && text !== "" ? json(text) : {};
  if (!isJsonObject(cluster)) return text;
  const tags = Object.fromEntries(entries(cluster["tags"]).map(([key]) => [key, null]));
  return JSON.stringify({ ...others, cluster: { ...cluster, tags } });
});

const numbersTheName = writing((text, _request, { status }) =>
  status < 400 ? text : JSON.stringify({ ...json(text), clusterName: 7 }),
);

const endsWithEmpty = writing((text, { method, path }, { status }) =>
  status === 200 && method === "GET" && /^\/clusters(\?|$)/.test(path)
    ? JSON.stringify({ ...json(text), nextToken: json(text)["nextToken"] ?? "" })
    : text,
);

const refusesNull: Stranger = (request, pass) =>
  isRegistration(request) && sentIn(request)["clientRequestToken"] === null
    ? aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: { message: "no null" } })
    : pass(request);

const losesProto = reading(({ tags, ...sent }) => ({
  ...sent,
  ...(isJsonObject(tags) ? { tags: Object.fromEntries(entries(tags).filter(([key]) => key !== "__proto__")) } : {}),
  ...(tags === undefined || isJsonObject(tags) ? {} : { tags }),
}));

const readsAnyTags = reading(({ tags, ...sent }) => ({
  ...sent,
  tags: tags === undefined ? null : Object.fromEntries(entries(tags).slice(0, 50)),
}));

const untagsNothing: Stranger = (request, pass) =>
  request.method === "DELETE" && request.path.startsWith("/tags/") && !request.path.includes("tagKeys")
    ? aResponse({ status: 200, body: {} })
    : pass(request);

/** What is said first: headline, expected, received, fix. */
const lines = (cause: Cause) => {
  const { expected = "", received = "" } = telling(cause)?.example?.judgement ?? {};
  return [cause.title, expected, received, cause.mend];
};

const WHOLE = "Send the body to its end: Content-Length is its length in bytes, not in characters.";
const ESCAPED =
  "Write the body with a JSON encoder: a quotation mark, a backslash and a control character in a string are escaped.";

test.each<[what: string, stranger: Stranger, asked: RegExp, told: readonly (readonly unknown[])[]]>([
  [
    "counts characters for Content-Length",
    cutsShort,
    /^(register\.(name\.pattern|tags|echo|odd)|api\.(json|error\.json)|describe)/,
    [
      [
        expect.stringMatching(/ break off an answer in the middle of the JSON$|breaks off an answer /),
        "a body that is a JSON object",
        "200 with a body that ends in the middle of its JSON (application/json)",
        WHOLE,
      ],
    ],
  ],
  [
    "writes names into its messages without escaping them",
    breaksMessages,
    /^register\.name\.(pattern|m)/,
    [
      [
        "RegisterCluster refuses an invalid `name` with 400 InvalidParameterException with an object that is not valid JSON",
        "400 InvalidParameterException with a JSON object",
        "400 InvalidParameterException with a body that is not JSON",
        ESCAPED,
      ],
    ],
  ],
  [
    "shows null for the value of each tag",
    showsNullTags,
    /^(register\.(tags|echo|response)|describe)/,
    [
      [
        expect.stringMatching(/^An entry of `cluster\.tags` is null in the answer/),
        expect.stringMatching(/^\/cluster\/tags\/.* must be a string$/),
        expect.stringMatching(/^\/cluster\/tags\/.* is null$/),
        "Answer as documented: each entry of `cluster.tags` must be a string.",
      ],
    ],
  ],
  [
    "has a number in each error",
    numbersTheName,
    /^(register\.error|describe\.error)/,
    [
      [
        expect.stringMatching(/^`clusterName` has a wrong type in /),
        "members as documented",
        expect.stringMatching(/^\/clusterName is a number/),
        expect.stringMatching(/^Required: /),
      ],
    ],
  ],
  [
    "ends a list with an empty token",
    endsWithEmpty,
    /^list\./,
    [
      [
        "The last page of ListClusters has a nextToken",
        "no `nextToken`",
        "an empty one",
        "Leave nextToken out, or send null, where nothing is left.",
      ],
    ],
  ],
  [
    "refuses null for a token",
    refusesNull,
    /^register\.(valid|client-request-token)/,
    [
      [
        "RegisterCluster refuses a `clientRequestToken` that is null with 400 InvalidParameterException",
        "200 with a JSON object",
        "400 InvalidParameterException",
        "Accept it: answer 200 with a JSON object.",
      ],
    ],
  ],
  [
    "keeps tags in an object, which loses __proto__",
    losesProto,
    /^register\.(tags|echo|unspecified)/,
    [
      [
        "RegisterCluster answers with other tags than were sent",
        "the tag of the request",
        expect.stringMatching(/^tag "__proto__": absent for /),
        "Answer with each tag that was sent, key and value unchanged, and no others.",
      ],
    ],
  ],
  [
    "checks neither the type nor the number of tags",
    readsAnyTags,
    /^register\.tags\.(?!echo)/,
    [
      [
        "RegisterCluster accepts a `tags` that is not an object",
        "400 InvalidParameterException, SerializationException or ValidationException",
        "200",
        "Refuse it with 400 InvalidParameterException, SerializationException or ValidationException.",
      ],
      [
        "RegisterCluster accepts `tags` of 51 or more entries",
        "400 InvalidParameterException",
        "200",
        "Refuse it with 400 InvalidParameterException.",
      ],
    ],
  ],
  [
    "untags without keys",
    untagsNothing,
    /^untag-resource\./,
    [
      [
        "UntagResource accepts a request without `tagKeys`",
        "400 BadRequestException or InvalidParameterException",
        "200",
        "Refuse it with 400 BadRequestException or InvalidParameterException.",
      ],
    ],
  ],
])("a server that %s is told just that", async (_what, stranger, asked, told) => {
  const clock = new RecordingClock();
  const target: FakeTarget = fakeTarget(
    (request) =>
      stranger(request, async (each) => {
        const { status, headers, body } = await target.reference.handle({
          ...each,
          body: each.body ?? new Uint8Array(),
        });
        return aResponse({ status, headers, body: typeof body === "string" ? encoder.encode(body) : body });
      }),
    { now: clock.now },
  );
  const record = await runSuite(testRun({ clock, requirements: onlyRequirements(asked), settings: SETTINGS, target }));
  expect(record.requirements.filter(({ verdict }) => verdict === "error")).toEqual([]);
  const musts = causesOf(record).filter(({ level }) => level === "MUST");
  expect(musts.map(lines)).toEqual(told);
});
