import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { judgeError, judgeErrorStatus } from "#suites/oracles/any-answer/every-error.ts";
import { COMMON_ERRORS, EKS_ERRORS } from "#spec/requirements/error-table.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { anError, aReply, errorHeaders, JSON_TYPE } from "#tests/suites/made-replies.ts";
import { contract, describeOperation, register } from "#tests/suites/bundled-contract.ts";
import { findingOf, gradesOf, hear, type Heard } from "#tests/suites/oracles/findings.ts";

function judged(reply: Reply, operation: Operation | undefined = register): Heard[] {
  return hear(judgeError(reply, operation));
}

const grades = (reply: Reply, operation?: Operation) => gradesOf(judged(reply, operation));

test("a proper error meets all that is judged of it", () => {
  expect(grades(anError(400, "InvalidParameterException", { message: "No.", clusterName: null, hint: {} }))).toEqual({
    "api.error.json": "met",
    "api.error.message": "met",
    "api.error.no-internals": "met",
    "api.error.type": "met",
    "api.error.type-header": "met",
    "register.error.invalid-parameter.status": "met",
    "register.error.invalid-parameter.members": "met",
    "api.error.documented": "met",
  });
});

describe("the body is a JSON object sent as JSON", () => {
  const type = (value: string) => [["content-type", value]] as const;

  test.each<[string, "met" | "missed", Parameters<typeof aReply>[0], string]>([
    [
      "an object",
      "met",
      { status: 400, headers: type("application/json"), body: {} },
      "an object, as application/json",
    ],
    [
      "with a charset",
      "met",
      { status: 400, headers: type("application/json;charset=utf-8"), body: {} },
      "an object, as application/json",
    ],
    [
      "an array",
      "missed",
      { status: 400, headers: type("application/json"), body: [] },
      "an array, as application/json",
    ],
    ["null", "missed", { status: 400, headers: type("application/json"), text: "null" }, "null, as application/json"],
    [
      "a string",
      "missed",
      { status: 400, headers: type("application/json"), body: "no" },
      "a string, as application/json",
    ],
    [
      "a number",
      "missed",
      { status: 400, headers: type("application/json"), body: 1 },
      "a number, as application/json",
    ],
    [
      "HTML that says JSON",
      "missed",
      { status: 400, headers: type("application/json"), text: "<p>" },
      "a body that is not JSON, as application/json",
    ],
    [
      "JSON in Latin-1",
      "missed",
      { status: 400, headers: type("application/json"), body: Buffer.from('{"message":"\u00e9"}', "latin1") },
      "a body that is not UTF-8, as application/json",
    ],
    [
      "HTML",
      "missed",
      { status: 400, headers: type("text/html"), text: "<p>" },
      "a body that is not JSON, as text/html",
    ],
    ["JSON that says HTML", "missed", { status: 400, headers: type("text/html"), body: {} }, "an object, as text/html"],
    ["JSON without a type", "missed", { status: 400, headers: [], body: {} }, "an object, as no content type"],
    [
      "nothing",
      "missed",
      { status: 400, headers: type("application/json") },
      "a body that is not JSON, as application/json",
    ],
  ])("%s: %s", (_what, grade, answer, received) => {
    expect(findingOf(judged(aReply(answer)), "api.error.json")).toMatchObject({ grade, received });
  });
});

describe("the message", () => {
  test.each<["met" | "missed", JsonValue, string]>([
    ["met", { message: "No." }, "a string"],
    ["met", { Message: "No." }, "a string"],
    ["met", { message: null, Message: "No." }, "a string"],
    ["missed", {}, "absent"],
    ["missed", { message: null }, "absent"],
    ["missed", { message: "", Message: "No." }, "an empty string"],
    ["missed", { message: 400 }, "a number"],
    ["missed", { message: true }, "a boolean"],
    ["missed", { message: ["No."] }, "an array"],
    ["missed", { message: { text: "No." } }, "an object"],
    ["missed", { MESSAGE: "No." }, "absent"],
  ])("%s in %j", (grade, body, received) => {
    const finding = findingOf(judged(anError(400, "ClientException", body)), "api.error.message");
    expect(finding).toMatchObject({ grade, received });
  });

  test("is not looked for in a body that is no object", () => {
    expect(grades(anError(400, "ClientException", ["No."]))).not.toHaveProperty(["api.error.message"]);
  });
});

describe("nothing of the server's inside", () => {
  const seen = (message: string, indent = 0) => {
    const text = JSON.stringify({ message }, null, indent);
    return findingOf(
      judged(aReply({ status: 400, headers: errorHeaders("ClientException"), text })),
      "api.error.no-internals",
    );
  };

  test.each([
    ["of JavaScript", "Error: x\n    at handle (/srv/app:12:7)"],
    ["of Python", "Traceback (most recent call last):"],
    ["of Go", "goroutine 12 [running]:"],
    ["of Rust", "thread 'main' panicked at src/main.rs:4"],
    ["of Java", "at com.example.Handler.handle(Handler.java:31)"],
    ["of a Go file", "clusters.go:44: nil pointer"],
    ["of a Python file", "handlers.py:9"],
    ["of a TypeScript file", "server.ts:120"],
    ["of a JavaScript file", "index.js:3"],
    ["of its packages", "cannot find /srv/node_modules/x"],
  ])("a trace %s is seen", (_language, message) => {
    expect(seen(message)?.grade).toBe("missed");
  });

  test("in an indented body too", () => {
    expect(seen("Error: x\n    at handle (/srv/app:12:7)", 2)?.grade).toBe("missed");
  });

  test("and the part that gives it away is shown", () => {
    expect(seen("oops\n    at handle (/srv/app:12:77)")?.received).toBe("at handle (/srv/app:12:77");
    expect(seen("clusters.go:44: nil pointer")?.received).toBe(".go:44");
  });

  test.each([
    "at least 1 and at most 100:",
    "The name a.rs is taken.",
    "line 1:2",
    "Invalid value at /tags",
    "panicked",
  ])("%s is no trace", (message) => {
    expect(seen(message)).toMatchObject({ grade: "met", received: "none" });
  });
});

describe("the type of an error", () => {
  test.each<[string, Parameters<typeof aReply>[0], Record<string, string | undefined>]>([
    [
      "in the header",
      { status: 400, headers: errorHeaders("ClientException"), body: {} },
      { type: "met", header: "met" },
    ],
    [
      "in __type",
      { status: 400, headers: [JSON_TYPE], body: { __type: "ClientException" } },
      { type: "met", header: "missed" },
    ],
    [
      "in code",
      { status: 400, headers: [JSON_TYPE], body: { code: "ClientException" } },
      { type: "met", header: "missed" },
    ],
    ["nowhere", { status: 400, headers: [JSON_TYPE], body: { message: "no" } }, { type: "missed" }],
    [
      "in three places alike",
      {
        status: 400,
        headers: errorHeaders("a#ClientException"),
        body: { code: "ClientException", __type: "ClientException:http://x" },
      },
      { type: "met", header: "met", agrees: "met" },
    ],
    [
      "in two places alike",
      { status: 400, headers: [JSON_TYPE], body: { code: "ClientException", __type: "ClientException" } },
      { type: "met", header: "missed", agrees: "met" },
    ],
    [
      "in header and body unlike",
      { status: 400, headers: errorHeaders("ClientException"), body: { __type: "ServerException" } },
      { type: "met", header: "met", agrees: "missed" },
    ],
    [
      "in code and __type unlike",
      { status: 400, headers: [JSON_TYPE], body: { code: "ClientException", __type: "ServerException" } },
      { type: "met", header: "missed", agrees: "missed" },
    ],
  ])("%s", (_where, answer, wanted) => {
    const found = grades(aReply(answer));
    expect(found["api.error.type"]).toEqual(wanted["type"]);
    expect(found["api.error.type-header"]).toEqual(wanted["header"]);
    expect(found["api.error.type-agrees"]).toEqual(wanted["agrees"]);
  });

  test("words name what disagrees, and a header that is missing", () => {
    const heard = judged(anError(400, "ClientException", { code: "ServerException", __type: "Other" }));
    expect(findingOf(heard, "api.error.type-agrees")?.received).toBe("ClientException, ServerException, Other");
    expect(findingOf(heard, "api.error.type-header")?.received).toBe("ClientException");
    const headless = judged(aReply({ status: 400, headers: [JSON_TYPE], body: { code: "ClientException" } }));
    expect(findingOf(headless, "api.error.type-header")?.received).toBe("no such header");
  });

  test("an error without a type has no status to compare", () => {
    expect(Object.keys(grades(aReply({ status: 400, headers: [JSON_TYPE], body: { message: "no" } })))).toEqual([
      "api.error.json",
      "api.error.message",
      "api.error.no-internals",
      "api.error.type",
    ]);
  });
});

describe("the status of an error", () => {
  const statusOf = (status: number, name: string, operation: Operation | undefined = register) =>
    hear(judgeErrorStatus(anError(status, name), operation));

  test.each(
    [...contract.operations.values()].flatMap((operation) => operation.errors.map((error) => ({ operation, error }))),
  )("$operation.id: $error.name with $error.status and nothing else", ({ operation, error }) => {
    const kebab = error.name
      .replace(/Exception$/, "")
      .replace(/([a-z])([A-Z])/g, "$1-$2")
      .toLowerCase();
    const id = `${operation.prefix}.error.${kebab}.status`;
    const right = statusOf(error.status, error.name, operation);
    expect(gradesOf(right)).toMatchObject({ [id]: "met", "api.error.documented": "met" });
    expect(gradesOf(right)).not.toHaveProperty(["api.error.status"]);
    for (const other of [400, 403, 404, 409, 418, 428, 500, 503].filter((status) => status !== error.status)) {
      const wrong = statusOf(other, error.name, operation);
      expect(findingOf(wrong, id)).toMatchObject({
        grade: "missed",
        expected: `${error.status} ${error.name}`,
        received: `${other} ${error.name}`,
      });
    }
  });

  /** The page of common errors, restJson1's and API Gateway's, read once more. */
  const COMMON: readonly (readonly [string, readonly number[]])[] = [
    ["AccessDeniedException", [403]],
    ["ExpiredTokenException", [403]],
    ["IncompleteSignature", [400, 403]],
    ["IncompleteSignatureException", [400, 403]],
    ["InternalFailure", [500, 501]],
    ["InternalServerException", [500]],
    ["InvalidSignatureException", [403]],
    ["MalformedHttpRequestException", [400]],
    ["MissingAuthenticationToken", [403]],
    ["MissingAuthenticationTokenException", [403]],
    ["NotAcceptableException", [406]],
    ["NotAuthorized", [401]],
    ["OptInRequired", [403]],
    ["RequestAbortedException", [400]],
    ["RequestEntityTooLargeException", [413]],
    ["RequestExpired", [400]],
    ["RequestTimeoutException", [408]],
    ["SerializationException", [400]],
    ["ServiceUnavailable", [503]],
    ["SignatureDoesNotMatch", [403]],
    ["ThrottlingException", [400, 429]],
    ["TooManyRequestsException", [429]],
    ["UnknownOperationException", [404]],
    ["UnrecognizedClientException", [403]],
    ["UnsupportedMediaTypeException", [415]],
    ["ValidationError", [400]],
    ["ValidationException", [400]],
  ];

  test("no other errors are common", () => {
    expect(Object.keys(COMMON_ERRORS).sort()).toEqual(COMMON.map(([name]) => name).sort());
  });

  test.each(COMMON)("%s comes with %j", (name, statuses) => {
    for (const status of [400, 401, 403, 404, 406, 408, 413, 415, 418, 429, 500, 501, 503]) {
      const reply = anError(status, name);
      if (isThrottled(reply)) continue;
      const heard = hear(judgeErrorStatus(reply, undefined));
      expect(findingOf(heard, "api.error.status")).toMatchObject({
        grade: statuses.includes(status) ? "met" : "missed",
        expected: `${statuses.join(" or ")} ${name}`,
        received: `${status} ${name}`,
      });
      expect(findingOf(heard, "api.error.documented")?.grade).toBe("met");
    }
  });

  test.each([
    [400, "ThrottlingException"],
    [429, "TooManyRequestsException"],
    [503, "SlowDown"],
    [503, "ThrottlingException"],
    [400, "RequestLimitExceeded"],
  ])("%i %s is for the pace, and judged in no spelling", (status, name) => {
    expect(hear(judgeErrorStatus(anError(status, name), undefined))).toEqual([]);
  });

  test("an error of EKS's that the operation does not list is observed, whatever its status", () => {
    for (const name of EKS_ERRORS) {
      if (register.errors.some((error) => error.name === name)) continue;
      expect(gradesOf(statusOf(418, name))).toEqual({ "api.error.documented": "observed" });
    }
    expect(gradesOf(statusOf(400, "InvalidParameterException", describeOperation))).toEqual({
      "api.error.documented": "observed",
    });
    expect([...EKS_ERRORS]).toEqual(expect.arrayContaining(["InvalidRequestException", "InvalidParameterException"]));
  });

  test.each(["TeapotException", "constructor", "toString", "__proto__", "hasOwnProperty"])(
    "%s is documented nowhere",
    (name) => {
      expect(gradesOf(statusOf(400, name))).toEqual({ "api.error.documented": "missed" });
    },
  );

  test("without an operation only the common errors are known", () => {
    const unrouted = (status: number, name: string) =>
      gradesOf(hear(judgeErrorStatus(anError(status, name), undefined)));
    expect(unrouted(404, "UnknownOperationException")).toEqual({
      "api.error.status": "met",
      "api.error.documented": "met",
    });
    expect(unrouted(404, "ResourceLimitExceededException")).toEqual({ "api.error.documented": "missed" });
  });
});

describe("the members of a documented error", () => {
  const ID = "register.error.resource-in-use.members";
  const membersOf = (body: JsonValue) => findingOf(judged(anError(409, "ResourceInUseException", body)), ID);

  test.each<[string, JsonValue]>([
    ["all of them", { clusterName: "a", nodegroupName: "b", addonName: "c", message: "no" }],
    ["none", {}],
    ["null", { clusterName: null, nodegroupName: null, addonName: null, message: null }],
    ["unknown ones", { hint: 1, cluster: {}, fargateProfileName: 7 }],
  ])("%s: met", (_what, body) => {
    expect(membersOf(body)).toEqual({ grade: "met", expected: "members as documented", received: "as documented" });
  });

  test("of another type: missed, each with its place", () => {
    expect(membersOf({ clusterName: 1, addonName: ["x"], message: "no" })).toEqual({
      grade: "missed",
      expected: "members as documented",
      received: "/clusterName is a number, /addonName is an array",
      differences: [
        { at: "/clusterName", expected: "must be a string or null", received: "a number" },
        { at: "/addonName", expected: "must be a string or null", received: "an array" },
      ],
      condition: {
        members: [
          { at: "/clusterName", types: ["string", "null"] },
          { at: "/addonName", types: ["string", "null"] },
        ],
      },
    });
  });

  test("are not looked for in a body that is no object", () => {
    expect(membersOf(["no"])).toBeUndefined();
  });
});
