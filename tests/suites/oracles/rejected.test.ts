import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { Violation } from "#spec/contract/validator.ts";
import type { Classification, Problem } from "#suites/oracles/request/expectation.ts";
import type { Grade } from "#suites/oracles/finding.ts";
import { judgeRejected } from "#suites/oracles/rejected.ts";
import { readExchange } from "#protocol/answers/reply.ts";
import { aFailedReply, anError, aReply, errorHeaders, JSON_TYPE } from "#tests/suites/made-replies.ts";
import { listOperation, register } from "#tests/suites/bundled-contract.ts";

function broken(keyword: string, at = "/name", input: JsonObject = {}): Classification {
  const violation: Violation = { pointer: "/properties/name", keyword, at, message: "" };
  return { operation: register, expectation: "must-reject", violations: [violation], unspecified: [], input };
}

function problem(kind: Problem): Classification {
  return { operation: register, expectation: "must-reject", problem: kind, violations: [], unspecified: [] };
}

const UNION: JsonSchema = { type: "object", "x-union": true, minProperties: 1, maxProperties: 1, properties: {} };

/** A member that has too few or too many of its own. */
function ofUnion(keyword: string, schema: JsonSchema = UNION): Classification {
  const violation: Violation = { pointer: "/properties/either", keyword, at: "/either", message: "" };
  const operation = { ...register, input: { properties: { either: schema } } };
  return { operation, expectation: "must-reject", violations: [violation], unspecified: [] };
}

const OTHER_400: Readonly<Record<string, Grade>> = {
  "400 ClientException": "tolerated",
  "400 InvalidRequestException": "tolerated",
  "400 BadRequestException": "tolerated",
  "400 ValidationError": "tolerated",
};

const CONSTRAINT: Readonly<Record<string, Grade>> = {
  "400 InvalidParameterException": "met",
  "400 ValidationException": "tolerated",
  "400 SerializationException": "tolerated",
  ...OTHER_400,
};

const TYPE: Readonly<Record<string, Grade>> = {
  "400 InvalidParameterException": "met",
  "400 SerializationException": "met",
  "400 ValidationException": "met",
  ...OTHER_400,
};

const SYNTAX: Readonly<Record<string, Grade>> = {
  "400 SerializationException": "met",
  "400 InvalidParameterException": "tolerated",
  "400 ValidationException": "tolerated",
  "400 MalformedHttpRequestException": "tolerated",
  ...OTHER_400,
};

const AS_TOLERATED = Object.fromEntries(Object.keys(SYNTAX).map((answer) => [answer, "tolerated" as const]));

/** Each class of requests, with the answers that refuse it properly. Everything else misses. */
const CLASSES: readonly (readonly [string, Classification, Readonly<Record<string, Grade>>])[] = [
  ["a constraint broken", broken("maxLength"), CONSTRAINT],
  ["a wrong type", broken("type"), TYPE],
  ["a union of no member", ofUnion("minProperties"), TYPE],
  ["a union of two members", ofUnion("maxProperties"), TYPE],
  ["a map of two entries where one is allowed", ofUnion("maxProperties", { type: "object" }), CONSTRAINT],
  ["malformed JSON", problem("syntax"), SYNTAX],
  ["bytes that are not UTF-8", problem("encoding"), SYNTAX],
  ["a body that is no object", problem("not-an-object"), SYNTAX],
  ["another media type", problem("media-type"), { "415 UnsupportedMediaTypeException": "met", ...AS_TOLERATED }],
  ["an accept that rules JSON out", problem("accept"), { "406 NotAcceptableException": "met", ...AS_TOLERATED }],
];

const ALL_ANSWERS = [
  ...new Set(CLASSES.flatMap(([, , answers]) => Object.keys(answers))),
  "400 ResourceInUseException",
  "409 ResourceInUseException",
  "422 ValidationException",
  "500 InvalidParameterException",
  "403 AccessDeniedException",
  "404 InvalidParameterException",
  "200 InvalidParameterException",
  "500 ServerException",
];

function grade(status: number, name: string, answers: Readonly<Record<string, Grade>>): Grade {
  return answers[`${status} ${name}`] ?? "missed";
}

describe.each(CLASSES)("%s", (_class, classification, answers) => {
  test.each(ALL_ANSWERS)("answered with %s", (answer) => {
    const [status = "", name = ""] = answer.split(" ");
    const finding = judgeRejected(anError(Number(status), name), classification);
    expect(finding.grade).toBe(grade(Number(status), name, answers));
    expect(finding.received).toBe(Number(status) < 300 ? status : answer);
    expect(finding.alternative).toBe(finding.grade === "tolerated" ? answer : undefined);
  });

  test("expects the best answers, in words", () => {
    const names = Object.keys(answers).flatMap((answer) => (answers[answer] === "met" ? [answer.split(" ")[1]] : []));
    const best = names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
    expect(judgeRejected(aReply({ status: 200, body: {} }), classification).expected).toBe(
      `${Object.keys(answers)[0]?.split(" ")[0]} ${best}`,
    );
  });

  const [best = ""] = Object.keys(answers);
  const [status = "", name = ""] = best.split(" ");

  test.each<[string, Parameters<typeof aReply>[0]]>([
    ["__type alone", { status: Number(status), headers: [JSON_TYPE], body: { __type: name, message: "no" } }],
    ["code alone", { status: Number(status), headers: [JSON_TYPE], body: { code: name, message: "no" } }],
    ["a namespace", { status: Number(status), headers: [JSON_TYPE], body: { __type: `com.amazonaws.eks#${name}` } }],
    ["a URI", { status: Number(status), headers: errorHeaders(`${name}:http://internal.amazon.com/x`), body: {} }],
    [
      "Message, null members and unknown ones",
      {
        status: Number(status),
        headers: errorHeaders(name),
        body: { Message: "no", clusterName: null, hint: [1] },
      },
    ],
    ["no media type", { status: Number(status), headers: [["x-amzn-errortype", name]], body: {} }],
  ])("named by %s: as good", (_where, answer) => {
    expect(judgeRejected(aReply(answer), classification).grade).toBe(answers[best]);
  });

  test.each<[string, Parameters<typeof aReply>[0]]>([
    ["without a body", { status: Number(status), headers: errorHeaders(name) }],
    ["in HTML", { status: Number(status), headers: errorHeaders(name), text: "<h1>no</h1>" }],
    ["in an array", { status: Number(status), headers: errorHeaders(name), body: [{ message: "no" }] }],
    ["in a text", { status: Number(status), headers: errorHeaders(name), body: "no" }],
    ["in null", { status: Number(status), headers: errorHeaders(name), text: "null" }],
    ["past the limit", { status: Number(status), headers: errorHeaders(name), body: {}, truncated: true }],
    ["without a type", { status: Number(status), headers: [JSON_TYPE], body: { message: "no" } }],
    ["in another case", { status: Number(status), headers: errorHeaders(name.toLowerCase()), body: {} }],
    ["accepted", { status: 200, body: {} }],
    ["accepted, and named", { status: 202, headers: errorHeaders(name), body: {} }],
    ["with a redirect", { status: 308, headers: errorHeaders(name), body: {} }],
  ])("%s: missed", (how, answer) => {
    const byHttp = how === "without a type" && [406, 415].includes(Number(status));
    expect(judgeRejected(aReply(answer), classification).grade).toBe(byHttp ? "tolerated" : "missed");
  });

  test("the header decides where header and body disagree", () => {
    const body = { __type: "ServerException", message: "no" };
    expect(judgeRejected(anError(Number(status), name, body), classification).grade).toBe("met");
    const twisted = anError(Number(status), "ServerException", { __type: name, message: "no" });
    expect(judgeRejected(twisted, classification).grade).toBe("missed");
  });

  test.each([
    ["nothing listening", aFailedReply("refused")],
    ["no such host", aFailedReply("dns")],
    ["a certificate that is not trusted", aFailedReply("tls")],
    ["429", anError(429, "TooManyRequestsException")],
    ["503", anError(503, "ServiceUnavailableException")],
    ["428", anError(428, "ResourcePropagationDelayException")],
    ["400 ThrottlingException", anError(400, "ThrottlingException")],
    ["a used-up quota", anError(400, "ResourceLimitExceededException")],
  ])("%s: unclear", (_what, reply) => {
    expect(judgeRejected(reply, classification).grade).toBe("unclear");
  });

  test.each([
    ["a reset", aFailedReply("reset")],
    ["a hang", aFailedReply("timeout")],
    ["no HTTP", aFailedReply("malformed")],
    ["a quota of another status", anError(402, "ResourceLimitExceededException")],
    ["another error with status 400", anError(400, "AccessDeniedException")],
  ])("%s: missed", (_what, reply) => {
    expect(judgeRejected(reply, classification).grade).toBe("missed");
  });

  test("a used-up quota is told in words", () => {
    const { received } = judgeRejected(anError(400, "ResourceLimitExceededException"), classification);
    expect(received).toBe("400 ResourceLimitExceededException: the quota is used up");
  });
});

describe("a number that no 32-bit integer holds counts as a wrong type", () => {
  const listing = (maxResults: number): Classification => ({
    ...broken("maximum", "/maxResults", { maxResults }),
    operation: listOperation,
  });

  test.each([
    [2 ** 31, "met"],
    [2 ** 31 - 1, "tolerated"],
    [101, "tolerated"],
    [-(2 ** 31), "tolerated"],
    [-(2 ** 31) - 1, "met"],
  ] as const)("%d: SerializationException is %s", (maxResults, wanted) => {
    expect(judgeRejected(anError(400, "SerializationException"), listing(maxResults)).grade).toBe(wanted);
  });

  test("wherever it stands in the input", () => {
    const nested = broken("minimum", "/scaling/maxSize", { scaling: { maxSize: -(2 ** 40) } });
    expect(judgeRejected(anError(400, "SerializationException"), nested).grade).toBe("met");
  });

  test("but not a text of digits, nor a value elsewhere", () => {
    const text = broken("maxLength", "/name", { name: "99999999999", maxResults: 2 ** 40 });
    expect(judgeRejected(anError(400, "SerializationException"), text).grade).toBe("tolerated");
    const { operation, expectation, violations, unspecified } = listing(2 ** 31);
    const blind = { operation, expectation, violations, unspecified };
    expect(judgeRejected(anError(400, "SerializationException"), blind).grade).toBe("tolerated");
  });
});

test("one wrong type among several violations makes the whole a wrong type", () => {
  const violations = [...broken("maxLength").violations, ...broken("type").violations];
  const classification = { ...broken("maxLength"), violations };
  expect(judgeRejected(anError(400, "SerializationException"), classification).grade).toBe("met");
});

describe("what belongs to no operation", () => {
  test.each([301, 307, 400, 403, 404, 405, 414, 431, 501])("may be refused with %i and nothing", (status) => {
    expect(judgeRejected(aReply({ status }), problem("route")).grade).toBe("met");
  });

  test.each([200, 204, 500, 502])("is not refused with %i", (status) => {
    expect(judgeRejected(aReply({ status }), problem("route")).grade).toBe("missed");
  });

  test("is not judged by an answer for the pace", () => {
    expect(judgeRejected(aReply({ status: 429 }), problem("route")).grade).toBe("unclear");
  });
});

test.each([
  ["media-type", 415],
  ["accept", 406],
] as const)("a bare refusal of a %s by HTTP's own layer is tolerated", (what, status) => {
  expect(judgeRejected(aReply({ status }), problem(what)).grade).toBe("tolerated");
});

test.each(["SerializationException", "InvalidParameterException"])("an empty body may be refused as %s", (name) => {
  expect(judgeRejected(anError(400, name), problem("empty")).grade).toBe("met");
});

test.each(["a.b", "a b", "a/b", "a\n"])(
  "a name such as %j that is taken is told as a pattern that was searched for",
  (name) => {
    const violation: Violation = { pointer: "/properties/name", keyword: "pattern", at: "/name", message: "" };
    const taken = { ...broken("pattern", "/name", { name }), violations: [violation] };
    const finding = judgeRejected(aReply({ status: 200, body: {} }), taken);
    expect(finding).toMatchObject({
      grade: "missed",
      received: "200: the pattern searched for, where the whole string must match it",
    });
    expect(judgeRejected(anError(500, "ServerException"), taken).received).toBe("500 ServerException");
  },
);

test.each([
  ['{"message":"no "." in names"}', "400 InvalidParameterException with a body that is not JSON"],
  ['{"message":"no such na', "400 InvalidParameterException with a body that ends in the middle of its JSON"],
  ["[]", "400 InvalidParameterException with JSON that is not an object"],
  ["", "400 InvalidParameterException with no body"],
])("the right refusal whose body is %s is told apart from what was expected", (text, received) => {
  const reply = aReply({ status: 400, headers: errorHeaders("InvalidParameterException"), text });
  expect(judgeRejected(reply, broken("maxLength"))).toMatchObject({
    grade: "missed",
    expected: "400 InvalidParameterException with a JSON object",
    received,
  });
});

describe("a value that HTTP's own layer may see before the operation does", () => {
  const [first] = listOperation.members;
  const wrongIn = (place: "path" | "query" | "body"): Classification => ({
    ...broken("pattern", `/${first?.name ?? ""}`),
    operation: { ...listOperation, members: listOperation.members.map((member) => ({ ...member, in: place })) },
  });
  const answered = (path: string, answer: Parameters<typeof aReply>[0]) => {
    const { exchange } = aReply(answer);
    return readExchange({ ...exchange, request: { ...exchange.request, path } });
  };

  test.each([
    ["/clusters/a%0A", "path", 404, "tolerated"],
    ["/clusters/a%0A", "path", 405, "tolerated"],
    ["/clusters/a%0A", "path", 500, "missed"],
    ["/clusters?include=%00", "query", 404, "tolerated"],
    ["/clusters?include=%00", "query", 400, "tolerated"],
    ["/clusters?include=b", "query", 400, "missed"],
    ["/clusters/-b", "path", 400, "missed"],
    ["/clusters/-b", "path", 404, "missed"],
    ["/clusters/a%0A", "body", 404, "missed"],
  ] as const)("%s, wrong in its %s, with a page and %i: %s", (path, place, status, grade) => {
    expect(judgeRejected(answered(path, { status, headers: [], text: "<h1>no</h1>" }), wrongIn(place)).grade).toBe(
      grade,
    );
  });

  test("refused by another error's name: missed", () => {
    const answer = { status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} };
    expect(judgeRejected(answered("/clusters/a%0A", answer), wrongIn("path")).grade).toBe("missed");
  });
});
