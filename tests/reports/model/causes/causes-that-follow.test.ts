import { describe, expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";
import { notImplemented } from "#tests/reports/records.ts";
import { failure, answered, refused, met, titles } from "./failures.ts";

describe("what follows from a cause hangs below it", () => {
  test("a story below its part", () => {
    const part = failure({ id: "list.paging", operation: "ListClusters", statuses: [200] });
    const story = failure({ id: "register.history", statuses: [200] });
    const [cause, ...others] = causesOf(aRecord({ requirements: [part, story] }));
    expect(others).toEqual([]);
    expect(cause?.follows.map(({ requirement }) => requirement.id)).toEqual(["register.history"]);
  });

  test("a history below what tells of the step that went wrong in it, not below what comes first in it", () => {
    const replay = failure({ id: "register.token.not-executed-twice", statuses: [200] });
    const excludes = failure({ id: "list.excludes-connected", operation: "ListClusters", statuses: [200] });
    const history = failure({ id: "register.history", statuses: [200, 200] });
    const [one, other] = history.cases;
    const at = (each: typeof one, step: string) =>
      each === undefined ? [] : [aCase({ ...each, judgement: { ...each.judgement, step } })];
    const told = (...steps: readonly string[]) =>
      causesOf(
        aRecord({
          requirements: [
            replay,
            excludes,
            { ...history, cases: steps.flatMap((step, index) => at([one, other][index], step)) },
          ],
        }),
      ).map(({ shownBy, follows }) => [...shownBy, ...follows].map(({ requirement }) => requirement.id).sort());
    expect(told("list.excludes-connected")).toEqual([
      ["list.excludes-connected", "register.history"],
      ["register.token.not-executed-twice"],
    ]);
    expect(told("register.token.not-executed-twice", "list.excludes-connected")).toEqual([
      ["register.history", "register.token.not-executed-twice"],
      ["list.excludes-connected", "register.history"],
    ]);
    expect(told("list.paging")).toHaveLength(3);
  });

  test("a race below a history that went wrong at what the race is about, with the same answer", () => {
    const history = failure({ id: "register.history", statuses: [400] });
    const race = failure({ id: "register.parallel.same-token", statuses: [400] });
    const told = (status: number, step: string) => {
      const cases = history.cases.map((one) => aCase({ ...one, judgement: { ...one.judgement, step } }));
      const other = failure({ id: "register.parallel.same-token", statuses: [status] });
      return causesOf(aRecord({ requirements: [status === 400 ? race : other, { ...history, cases }] })).map(
        ({ shownBy }) => shownBy.map(({ requirement }) => requirement.id),
      );
    };
    expect(told(400, "register.token.not-executed-twice")).toEqual([["register.history"]]);
    expect(told(409, "register.token.not-executed-twice")).toHaveLength(2);
    expect(told(400, "list.paging")).toHaveLength(2);
  });

  test("no MUST below a SHOULD, which would then be told as one", () => {
    const part = failure({ id: "register.token.replay", level: "SHOULD", statuses: [200] });
    const story = failure({ id: "register.history", statuses: [200] });
    expect(causesOf(aRecord({ requirements: [part, story] })).map(({ level }) => level)).toEqual(["MUST", "SHOULD"]);
  });

  test("what needs an operation below its absence", () => {
    const missing = (operation: string, reason: string) =>
      aRequirement({ id: `${operation}.x`, operation, verdict: "not-implemented", reason });
    const record = aRecord({
      operations: [anOperation("RegisterCluster", { verdict: "not-implemented" }), anOperation("DescribeCluster")],
      requirements: [missing("DescribeCluster", "needs RegisterCluster"), missing("RegisterCluster", "404")],
    });
    expect(causesOf(record).map(({ title }) => title)).toEqual(["RegisterCluster is not implemented"]);
  });

  test("a path in the address that may be wrong where nothing is served below it", () => {
    const mendAt = (endpoint: string, verdict: "not-implemented" | "not-applicable" | "pass") => {
      const requirements = [aRequirement({ operation: "RegisterCluster", verdict: "not-implemented", reason: "404" })];
      const operations = [
        anOperation("RegisterCluster", { verdict: "not-implemented" }),
        anOperation("ListClusters", {
          verdict,
          ...(verdict === "not-applicable" ? { missing: "RegisterCluster" } : {}),
        }),
      ];
      const target = { endpoint, kind: "emulator", region: "us-east-1" } as const;
      return causesOf(aRecord({ operations, requirements, target }))[0]?.mend;
    };
    expect(mendAt("http://localhost:4600/nope", "not-implemented")).toMatch(
      /^Serve POST \S+\. Or name another endpoint: every request went below \/nope, such as POST \/nope\/\S+\.$/,
    );
    expect(mendAt("http://localhost:4600/nope", "not-applicable")).toMatch(/Or name another endpoint/);
    expect(mendAt("http://localhost:4600", "not-implemented")).toMatch(
      /^Serve POST \S+\. Or name another endpoint, or a path/,
    );
    expect(mendAt("http://localhost:4600", "pass")).toMatch(/^Serve POST \S+\.$/);
    expect(mendAt("http://localhost:4600/nope", "pass")).toMatch(/^Serve POST \S+\.$/);
  });

  test("what needs an absent operation is told as that absence where nothing else of it is judged", () => {
    const reason = "needs RegisterCluster, which is not implemented";
    const needing = {
      operation: "ListClusters",
      verdict: "not-implemented",
      reason,
      missing: "RegisterCluster",
    } as const;
    const record = aRecord({
      operations: [anOperation("RegisterCluster", { verdict: "not-implemented" }), anOperation("ListClusters")],
      requirements: [aRequirement({ id: "list.paging", ...needing }), aRequirement({ id: "list.order", ...needing })],
    });
    expect(causesOf(record).map(({ title, mend }) => [title, mend])).toEqual([
      ["RegisterCluster is not implemented", expect.stringMatching(/^Serve POST /)],
    ]);
  });

  test("what needs an operation hangs below the absence of that one, not of another", () => {
    const absent = (operation: string, missing = operation) =>
      aRequirement({ id: `${operation}.x`, operation, verdict: "not-implemented", reason: missing, missing });
    const record = aRecord({
      operations: ["ListClusters", "RegisterCluster"].map((id) => anOperation(id, { verdict: "not-implemented" })),
      requirements: [
        absent("ListClusters"),
        absent("RegisterCluster"),
        { ...absent("DescribeCluster", "RegisterCluster"), reason: "needs RegisterCluster" },
      ],
    });
    expect(
      causesOf(record).map(({ title, follows }) => [title, follows.map(({ requirement }) => requirement.id)]),
    ).toEqual([
      ["RegisterCluster is not implemented", ["DescribeCluster.x"]],
      ["ListClusters is not implemented", []],
    ]);
  });

  test("what a service lacks of one resource is one cause, after the faults of what is there", () => {
    const operation = (id: string, resource: string, verdict: "pass" | "not-implemented" = "not-implemented") =>
      anOperation(id, { resource, verdict });
    const missing = (id: string) =>
      aRequirement({ id: `${id}.valid`, operation: id, verdict: "not-implemented", reason: `${id} answered 404` });
    const lacking = ["MakeLid", "BurnLid", "PaintBox", "OpenBox"];
    const record = aRecord({
      operations: [
        operation("MakeBox", "box", "pass"),
        ...["MakeLid", "BurnLid"].map((id) => operation(id, "box-lid")),
        ...["PaintBox", "OpenBox"].map((id) => operation(id, "box")),
      ],
      requirements: [
        ...lacking.map(missing),
        failure({ id: "make-box.name.x", operation: "MakeBox", statuses: [200], ...refused("name") }),
      ],
    });
    expect(causesOf(record).map(({ title }) => title)).toEqual([
      "MakeBox accepts an invalid `name`",
      "box lid: none of MakeLid and BurnLid is implemented",
      "PaintBox and OpenBox are not implemented",
    ]);
  });

  test("a missing operation is one cause for all that depends on it", () => {
    expect(causesOf(notImplemented)).toHaveLength(1);
    expect(causesOf(notImplemented)[0]?.follows).toHaveLength(21);
  });
});

/** An answer in HTML to an operation's request, from which nothing can be read but its status. */
function inHtml(id: string, status: number, [method, path]: readonly [string, string]) {
  const evidence = anEvidence({ status, responseBody: body("<html>No.</html>") });
  const request = { ...evidence.request, method, path };
  const response = evidence.response && { ...evidence.response, headers: [["content-type", "text/html"]] as const };
  return aCase({
    requirement: id,
    id: `${id}/${path}`,
    verdict: "fail",
    exchanges: [{ ...evidence, request, response }],
  });
}

const REGISTER = ["POST", "/cluster-registrations"] as const;
const LIST = ["GET", "/clusters"] as const;

describe("what fails on the server's side", () => {
  const rule = (status: number) => {
    const cases = [REGISTER, LIST].map((asked) => inHtml("api.error.json", status, asked));
    return aRequirement({ id: "api.error.json", operation: "*", area: "error-mapping", verdict: "fail", cases });
  };
  const member = (status: number) => {
    const cases = [inHtml("list.max-results.type", status, LIST)];
    return aRequirement({
      ...{ id: "list.max-results.type", operation: "ListClusters", verdict: "fail", cases },
      ...refused("maxResults"),
    });
  };

  test("does not follow from an error body that is no JSON: with such a body it would fail still", () => {
    expect(titles(rule(500), member(500), met)).toHaveLength(2);
    expect(titles(rule(500), member(500), met)).toContainEqual(expect.stringMatching(/^ListClusters fails with 500/));
  });

  test("unlike a refusal without one", () => {
    expect(titles(rule(400), member(400), met)).toHaveLength(1);
  });
});

test("a header that no answer carries is one cause, whatever else is wrong with an answer without it", () => {
  const header = answered({ id: "api.request-id", operation: "*" }, 409, "ResourceInUseException");
  const token = answered({ id: "register.token.replay" }, 409, "ResourceInUseException");
  const requirements = [{ ...header, area: "response-shape" as const }, token];
  expect(causesOf(aRecord({ requirements })).map(({ shownBy }) => shownBy.length)).toEqual([1, 1]);
});

test("a page size that is not read at all is told as such, below what a MUST says of pages", () => {
  const list = { operation: "ListClusters", statuses: [200] };
  const size = (rule: string) =>
    failure({ id: `list.max-results.${rule}`, ...list, ...refused("maxResults"), level: "SHOULD" });
  const sizes = [size("type"), size("minimum"), size("maximum")];
  const paging = failure({ id: "list.paging", ...list });
  const ofPages = "The pages of ListClusters are too long, or do not name every cluster once";
  expect(titles(...sizes, paging, met)).toEqual([ofPages, "ListClusters does not read maxResults"]);
  expect(titles(...sizes.slice(0, 2), paging, met)).toEqual([ofPages, "ListClusters accepts an invalid `maxResults`"]);
});
