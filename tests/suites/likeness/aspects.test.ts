import { describe, expect, test } from "@jest/globals";
import { ASPECTS } from "#suites/likeness/aspects.ts";
import { formOfText, inOurWords } from "#suites/likeness/form-of-text.ts";
import { shownAnswer } from "#suites/record/readings/read-evidence.ts";
import { wordsBetween } from "#suites/likeness/same-request.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { JsonValue } from "#spec/json/json.ts";

function evidence(path: string, sent: JsonValue | undefined, status: number, answer: JsonValue): Evidence {
  const body = (value: JsonValue) => {
    const text = JSON.stringify(value);
    return { text, bytes: text.length, truncated: false };
  };
  return {
    request: {
      method: sent === undefined ? "GET" : "POST",
      url: `http://127.0.0.1${path}`,
      path,
      headers: [],
      ...(sent === undefined ? {} : { body: body(sent) }),
    },
    response: { status, headers: [["content-type", "application/json"]], body: body(answer) },
    startedAt: 0,
    durationMs: 1,
    attempt: 1,
  };
}

/** The aspects in which two answers to the same request differ. */
function unlike(theirs: Evidence, ours: Evidence): string[] {
  const words = wordsBetween(theirs.request, ours.request);
  const [theirAnswer, ourAnswer] = [shownAnswer(theirs), shownAnswer(ours)];
  if (words === undefined || theirAnswer === undefined || ourAnswer === undefined) throw new Error("not compared");
  const pages = { inputToken: "nextToken", outputToken: "nextToken", items: "clusters" };
  const pair = { theirs: theirAnswer, ours: ourAnswer, words, sent: new Set<string>(), pages };
  return ASPECTS.flatMap(({ id, differences }) => ((differences(pair)?.length ?? 0) > 0 ? [id] : []));
}

const shown = (name: string, more: Readonly<Record<string, JsonValue>> = {}): JsonValue => ({
  cluster: { name, arn: `arn:aws:eks:us-east-1:111122223333:cluster/${name}`, createdAt: 1_764_000_000.25, ...more },
});

describe("answers about names that no two runs have in common", () => {
  const theirs = evidence("/clusters/run-a-1", undefined, 200, shown("run-a-1"));

  test("are alike where they differ in those alone, and in times", () => {
    const ours = evidence("/clusters/run-b-9", undefined, 200, {
      cluster: { name: "run-b-9", arn: "arn:aws:eks:us-east-1:000000000000:cluster/run-b-9", createdAt: 1_764_999_999 },
    });
    expect(unlike(theirs, ours)).toEqual([]);
  });

  test.each<[what: string, aspects: readonly string[], more: Readonly<Record<string, JsonValue>>]>([
    ["a member more", ["members"], { health: {} }],
    ["a null for a value", ["types"], { arn: null }],
    ["milliseconds for seconds", ["forms"], { createdAt: 1_764_000_000_250 }],
    ["another name", ["forms"], { name: "somebody-else" }],
  ])("%s is %p", (_what, aspects, more) => {
    expect(unlike(theirs, evidence("/clusters/run-b-9", undefined, 200, shown("run-b-9", more)))).toEqual(aspects);
  });
});

describe("a list", () => {
  const list = (clusters: string[], nextToken: string | null = null): JsonValue => ({ clusters, nextToken });
  const asked = "/clusters?include=all";

  test("of an account's own clusters says nothing by their names or number", () => {
    expect(
      unlike(evidence(asked, undefined, 200, list(["a", "b"])), evidence(asked, undefined, 200, list(["x"]))),
    ).toEqual([]);
    expect(unlike(evidence(asked, undefined, 200, list(["a"])), evidence(asked, undefined, 200, list([])))).toEqual([]);
  });

  test("is unlike in its order, and in the size of a page that is not the last", () => {
    const theirs = evidence(asked, undefined, 200, list(["a", "b", "c"]));
    expect(unlike(theirs, evidence(asked, undefined, 200, list(["b", "x", "a"])))).toEqual(["lists"]);
    const page = evidence(asked, undefined, 200, list(["a"], "token-1"));
    expect(unlike(page, evidence(asked, undefined, 200, list(["a", "b"], "token-2")))).toEqual(["lists"]);
  });
});

describe("an error's text", () => {
  const refused = (message: string): Evidence =>
    evidence("/clusters/run-a-1", undefined, 404, { __type: "ResourceNotFoundException", message });
  const theirs = refused("No cluster found for name: run-a-1.");

  test.each<[text: string, aspects: readonly string[]]>([
    ["No cluster found for name: run-a-1.", []],
    ["Sorry: no cluster found for name run-a-1", []],
    ["Resource is gone", ["text"]],
  ])("%p is %p", (text, aspects) => {
    expect(unlike(theirs, refused(text))).toEqual(aspects);
  });
});

describe("headers", () => {
  type Headers = readonly (readonly [string, string])[];
  const plain: Headers = [
    ["Date", "Mon, 30 Nov 2026 00:00:00 GMT"],
    ["Content-Type", "application/json"],
    ["x-amzn-RequestId", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
  ];
  const shownWith = (headers: Headers): Evidence => {
    const given = evidence("/clusters/a", undefined, 200, shown("a"));
    return { ...given, response: given.response && { ...given.response, headers } };
  };
  const others = plain.filter(([name]) => name !== "Content-Type");

  test.each<[what: string, aspects: string, headers: Headers]>([
    [
      "of a connection and of a body's coding",
      "none",
      [
        ...plain,
        ["Connection", "close"],
        ["Keep-Alive", "timeout=5"],
        ["Transfer-Encoding", "chunked"],
        ["Content-Length", "7"],
      ],
    ],
    ["that name the server", "other-headers", [...plain, ["Server", "Werkzeug/3.1.9"]]],
    ["without a date", "other-headers", plain.slice(1)],
    ["with an id of another form", "other-headers", [...plain.slice(0, 2), ["X-Amzn-Requestid", "A".repeat(52)]]],
    ["without an id", "headers", plain.slice(0, 2)],
    ["with a charset", "other-headers", [...others, ["content-type", "application/json; charset=utf-8"]]],
    ["with another media type", "headers", [...others, ["content-type", "application/x-amz-json-1.1"]]],
  ])("%s are unlike in: %s", (_what, aspects, headers) => {
    expect(unlike(shownWith(plain), shownWith(headers)).join() || "none").toBe(aspects);
  });

  test("that only others differ in leave the answers alike", () => {
    expect(ASPECTS.filter(({ apart }) => apart === true).map(({ id }) => id)).toEqual(["other-headers"]);
  });
});

test("throttling is the same answer with either status, and under any of its names", () => {
  const throttled = (status: number, __type: string, message: string): Evidence =>
    evidence("/clusters/a", undefined, status, { __type, message });
  const seen = throttled(400, "InvalidRequestException", "Request rate limit exceeded");
  expect(unlike(seen, throttled(429, "ThrottlingException", "Rate exceeded"))).toEqual([]);
  expect(unlike(seen, throttled(400, "InvalidRequestException", "The cluster is busy"))).toEqual(["text"]);
  expect(unlike(seen, throttled(500, "ServerException", "Rate exceeded"))).toEqual(["status", "error", "text"]);
});

test("requests that ask for different things are not compared", () => {
  const request = (name: string, tags: JsonValue): Evidence["request"] =>
    evidence("/a", { name, tags }, 200, {}).request;
  expect(wordsBetween(request("a", {}), request("b", {}))).toEqual(new Map([["a", "b"]]));
  expect(wordsBetween(request("a", {}), request("b", { k: "v" }))).toBeUndefined();
  expect(wordsBetween(request("a", { k: "a" }), request("b", { k: "c" }))).toBeUndefined();
  expect(wordsBetween(request("a", 100), request("a", 101))).toBeUndefined();
});

test("a form stands for what no two answers have in common, and nothing else does", () => {
  expect(formOfText("arn:aws:eks:eu-west-1:111122223333:cluster/a")).toBe(
    "arn:aws:eks:eu-west-1:‹digits 12›:cluster/a",
  );
  expect(formOfText("3f2504e0-4f89-11d3-9a0c-0305e82c3301 at 2026-11-29T10:00:00.5Z")).toBe("‹uuid› at ‹time›");
  expect(formOfText("[redacted 36 chars ab12cd]")).toBe("‹redacted 36›");
  expect(formOfText("cluster is PENDING in version 1.33")).toBe("cluster is PENDING in version 1.33");
  expect(inOurWords("cluster/run-a-1", new Map([["run-a-1", "$&"]]))).toBe("cluster/$&");
});
