import { expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "#tests/reports/producers.ts";
import { failing } from "#tests/reports/records.ts";
import { typed, refused, met, titles } from "./failures.ts";

const LIST = ["GET", "/clusters"] as const;

test.each([
  [200, "", "DescribeCluster answers 200 instead of ResourceNotFoundException"],
  [
    500,
    "",
    "DescribeCluster answers 500 without an error type instead of ResourceNotFoundException to a name that does not exist",
  ],
  [
    404,
    "NotFoundException",
    "DescribeCluster answers 404 NotFoundException instead of ResourceNotFoundException to a name that does not exist",
  ],
  [418, "ResourceNotFoundException", "DescribeCluster sends ResourceNotFoundException with status 418"],
])("an error that is due, and %s %s comes, is told as what came", (status, name, title) => {
  const exchange = anEvidence({ status, responseBody: body("{}") });
  const headers = name === "" ? [] : typed(name);
  const exchanges = [{ ...exchange, response: exchange.response && { ...exchange.response, headers } }];
  const unknown = aRequirement({
    id: "describe.unknown",
    operation: "DescribeCluster",
    verdict: "fail",
    subject: { error: "ResourceNotFoundException" },
    cases: [aCase({ verdict: "fail", exchanges })],
  });
  expect(titles(unknown)).toEqual([title]);
});

test("an error that is due, and comes otherwise from each operation, is told with each of the answers", () => {
  const unknown = (operation: string, status: number, headers: readonly (readonly [string, string])[]) => {
    const exchange = anEvidence({ status, responseBody: body("{}") });
    const exchanges = [{ ...exchange, response: exchange.response && { ...exchange.response, headers } }];
    const subject = { error: "ResourceNotFoundException" };
    const cases = [aCase({ verdict: "fail", exchanges })];
    return aRequirement({ id: `${operation}.unknown`, operation, verdict: "fail", subject, cases });
  };
  expect(titles(unknown("ListNodegroups", 500, []), unknown("DescribeCluster", 404, typed("NoneException")))).toEqual([
    "ListNodegroups and DescribeCluster answer 500 without an error type or 404 NoneException instead of ResourceNotFoundException to a name that does not exist",
  ]);
});

test.each([
  [
    { at: "/name", received: "absent", absent: true },
    "`name` is absent in the answer of ListClusters after RegisterCluster",
  ],
  [
    { at: "/name", received: '"other"' },
    "`name` has a wrong value in the answer of ListClusters after RegisterCluster",
  ],
  // Records of older versions have the word alone, which is not read.
  [{ at: "/name", received: "absent" }, "`name` has a wrong value in the answer of ListClusters after RegisterCluster"],
  [
    { at: "/tags/a", received: "absent", absent: true },
    "`tags` lacks an entry in the answer of ListClusters after RegisterCluster",
  ],
])("a member of which %j is shown is told with the operation that showed it", (shown, title) => {
  const exchange = anEvidence({ status: 200, responseBody: body('{"cluster":{}}') });
  const [method, path] = LIST;
  const exchanges = [{ ...exchange, request: { ...exchange.request, method, path } }];
  const differences = [{ expected: '"one"', ...shown }];
  const judgement = {
    requirement: "register.shown",
    verdict: "fail",
    expected: "as it was made",
    received: "other",
  } as const;
  const one = aCase({ verdict: "fail", exchanges, judgement: { ...judgement, differences } });
  expect(
    titles(aRequirement({ id: "register.shown", area: "response-semantics", verdict: "fail", cases: [one] })),
  ).toEqual([title]);
});

test("a member under another name is told with both", () => {
  const exchange = anEvidence({ status: 200, responseBody: body('{"Cluster":{}}') });
  const one = aCase({ verdict: "fail", exchanges: [exchange] });
  const differences = [
    { at: "/cluster", expected: "must be called just this", received: "called Cluster", as: "Cluster" },
  ];
  const cases = [{ ...one, judgement: { ...one.judgement, differences } }];
  const requirement = aRequirement({ id: "register.response.cluster", area: "response-shape", verdict: "fail", cases });
  const [cause] = causesOf(aRecord({ requirements: [requirement] }));
  expect(cause?.title).toBe("`cluster` is called `Cluster` in the answer of RegisterCluster");
  expect(cause?.mend).toBe("Give it the name that is documented: `cluster`.");
});

test("an excused failure has no cause", () => {
  const ids = causesOf(failing).flatMap(({ shownBy, follows }) => [...shownBy, ...follows]);
  expect(ids.map(({ requirement }) => requirement.id)).not.toContain("register.tags.keys.max-length");
});

test("the smallest request shows it", () => {
  const shown = (id: string, requestBody: string) =>
    aCase({ id, verdict: "fail", exchanges: [anEvidence({ requestBody, status: 200, responseBody: body("{}") })] });
  const cases = [shown("long", "x".repeat(50)), shown("short", "x"), shown("other", "xx")];
  const [cause] = causesOf(
    aRecord({ requirements: [aRequirement({ verdict: "fail", cases, ...refused("name") }), met] }),
  );
  expect(cause?.shownBy[0]?.example?.id).toBe("short");
});

test("a case that says what was sent shows it rather than a drawn one that is a few bytes smaller", () => {
  const shown = (id: string, requestBody: string, kind: "boundary" | "one-fault") =>
    aCase({
      id,
      kind,
      verdict: "fail",
      exchanges: [anEvidence({ requestBody, status: 200, responseBody: body("{}") })],
    });
  const told = (drawn: string, said: string) => {
    const cases = [shown("drawn", drawn, "one-fault"), shown("said", said, "boundary")];
    const requirements = [aRequirement({ verdict: "fail", cases, ...refused("name") }), met];
    return causesOf(aRecord({ requirements }))[0]?.shownBy[0]?.example?.id;
  };
  expect(told("x", "text")).toBe("said");
  expect(told("x", "x".repeat(100))).toBe("drawn");
});

test("the plainest story shows it: all its bodies count, and asking again for the same does not", () => {
  const post = (bytes: number) => anEvidence({ requestBody: "x".repeat(bytes), status: 200, responseBody: body("{}") });
  const get = { ...post(0), request: { ...post(0).request, method: "GET", path: "/clusters/a", body: undefined } };
  const told = (id: string, exchanges: readonly ReturnType<typeof anEvidence>[]) =>
    aCase({ id, verdict: "fail", exchanges });
  const cases = [told("large", [post(500), get]), told("polled", [post(20), get, get, get, get, get, get, get, get])];
  const [cause] = causesOf(aRecord({ requirements: [aRequirement({ verdict: "fail", cases }), met] }));
  expect(cause?.shownBy[0]?.example?.id).toBe("polled");
});

test("a wrong answer to one situation is told as what came to it, with what a client has of it", () => {
  const exchange = anEvidence({ status: 200, responseBody: body("{}") });
  const one = aCase({ verdict: "fail", exchanges: [exchange] });
  const condition = { answers: [{ from: 400, to: 400 }] };
  const cases = [{ ...one, judgement: { ...one.judgement, condition } }];
  const [cause] = causesOf(
    aRecord({
      requirements: [aRequirement({ id: "api.body.invalid-json", area: "protocol", verdict: "fail", cases })],
    }),
  );
  expect(cause?.title).toBe("RegisterCluster answers 200 to a body that is not JSON");
  expect(cause?.matters).toBe("This request works here and may fail on EKS.");
});

test("what to do is said by the case that shows it", () => {
  const shown = (bytes: number, expected: string) => {
    const exchange = anEvidence({ requestBody: "x".repeat(bytes), status: 422, responseBody: body("{}") });
    const one = aCase({ verdict: "fail", exchanges: [exchange] });
    return { ...one, judgement: { ...one.judgement, expected } };
  };
  const long = aRequirement({
    id: "register.name.x",
    verdict: "fail",
    ...refused("name"),
    cases: [shown(90, "400 Long")],
  });
  const short = aRequirement({
    id: "register.name.y",
    verdict: "fail",
    ...refused("name"),
    cases: [shown(9, "400 Short")],
  });
  const [cause] = causesOf(aRecord({ requirements: [long, short, met] }));
  expect(cause?.mend).toContain("400 Short");
});
