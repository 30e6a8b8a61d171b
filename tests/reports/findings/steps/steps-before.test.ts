import { describe, expect, test } from "@jest/globals";
import { findingFile } from "#reports/findings/finding-file.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Recipe } from "#suites/record/parts/service-recipe.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

const OPERATIONS = [
  anOperation("MakeBox", { method: "POST", path: "/boxes", resource: "box" }),
  anOperation("ShowBox", { method: "GET", path: "/boxes/{boxName}", resource: "box" }),
  anOperation("BurnBox", { method: "DELETE", path: "/boxes/{boxName}", resource: "box" }),
  anOperation("ListBoxes", { method: "GET", path: "/boxes", resource: "box" }),
  anOperation("MakeLid", { method: "POST", path: "/boxes/{boxName}/lids", resource: "lid" }),
  anOperation("ShowLid", { method: "GET", path: "/boxes/{boxName}/lids/{lidId}", resource: "lid" }),
];

interface Sent {
  readonly requestBody?: string;
  readonly status?: number;
  readonly answer?: string;
  readonly startedAt?: number;
}

function sent(
  method: string,
  path: string,
  { requestBody = "", status = 200, answer = "{}", startedAt = 1 }: Sent = {},
): Evidence {
  const evidence = anEvidence({ requestBody, status, responseBody: body(answer) });
  const request = { ...evidence.request, method, path, url: `http://127.0.0.1:4566${path}` };
  return { ...evidence, request, startedAt };
}

function unsigned(method: string, path: string): Evidence {
  const evidence = sent(method, path, { requestBody: '{"name":"ecf-1234567-box"}' });
  return { ...evidence, request: { ...evidence.request, headers: [["content-type", "application/json"]] } };
}

const makingBox = sent("POST", "/boxes", { requestBody: '{"name":"ecf-1234567-box"}', startedAt: 2 });
const BOX: Recipe = {
  kind: "box",
  id: "ecf-1234567-box",
  idAt: { input: "/name" },
  fixed: false,
  operation: "MakeBox",
  made: makingBox,
  described: sent("GET", "/boxes/ecf-1234567-box", { answer: '{"box":{"status":"DRY"}}' }),
  ready: { at: "/box/status", values: ["DRY"] },
  removal: { method: "DELETE", path: "/boxes/ecf-1234567-box", headers: [] },
};
const LID: Recipe = {
  kind: "lid",
  parent: "box",
  id: "lid-17a",
  idAt: { output: "/lid/id" },
  fixed: false,
  operation: "MakeLid",
  made: sent("POST", "/boxes/ecf-1234567-box/lids", {
    requestBody: '{"colour":"red"}',
    answer: '{"lid":{"id":"lid-17a"}}',
  }),
  removal: { method: "DELETE", path: "/boxes/ecf-1234567-box/lids/lid-17a", headers: [] },
};

/** The file of one request, in a run that had made a box with a lid for its cases to work on. */
function fileOf(
  exchange: Evidence,
  parts: Partial<RunRecord> = { recipes: [BOX, LID] },
  condition: Condition = { answers: [{ from: 400, to: 400 }] },
  before: readonly Evidence[] = [],
) {
  const judgement = {
    requirement: "x",
    verdict: "fail",
    expected: "",
    received: "",
    condition,
  } as const;
  const example = aCase({ requirement: "x", verdict: "fail", judgement, exchanges: [...before, exchange] });
  const requirement = aRequirement({ id: "x", verdict: "fail", cases: [example] });
  const control = aRequirement({
    id: "make-box.valid",
    cases: [aCase({ requirement: "make-box.valid", exchanges: [makingBox] })],
  });
  const record = aRecord({ operations: OPERATIONS, requirements: [control, requirement], ...parts });
  return findingFile({ record, requirement, example });
}

/** What a file sends, in its order, with what it captures and what must hold. */
function linesOf(exchange: Evidence, parts?: Partial<RunRecord>, condition?: Condition): string[] {
  const file = fileOf(exchange, parts, condition);
  const lines = "text" in file ? file.text.split("\n") : [];
  return lines.filter((line) => /^(GET|POST|DELETE|answer|more|status <|jsonpath)/.test(line));
}

const untold = (file: ReturnType<typeof fileOf>): string | undefined => ("untold" in file ? file.untold : undefined);

describe("a file of a finding of a whole service", () => {
  test("makes what a request is about, waits until it is ready, and removes it", () => {
    expect(linesOf(sent("GET", "/boxes/ecf-1234567-box?size=0"), { recipes: [BOX] })).toEqual([
      "GET {{endpoint}}/",
      "POST {{endpoint}}/boxes",
      "status < 300",
      "GET {{endpoint}}/boxes/ecf-{{run}}-box",
      'jsonpath "$.box.status" matches "^(DRY)$"',
      "GET {{endpoint}}/boxes/ecf-{{run}}-box?size=0",
      "DELETE {{endpoint}}/boxes/ecf-{{run}}-box",
    ]);
  });

  test("names what an answer names by that answer, and removes it before what it belongs to", () => {
    expect(linesOf(sent("GET", "/boxes/ecf-1234567-box/lids/lid-17a")).slice(5)).toEqual([
      "POST {{endpoint}}/boxes/ecf-{{run}}-box/lids",
      expect.stringMatching(/^answer_3_1: body replaceRegex .*id.* replaceRegex ".*" "none"$/),
      'answer_3_2: jsonpath "$.lid.id" urlEncode replace "/" "%2F"',
      "status < 300",
      "GET {{endpoint}}/boxes/ecf-{{run}}-box/lids/{{answer_3_2}}",
      "DELETE {{endpoint}}/boxes/ecf-{{run}}-box/lids/{{answer_3_1}}",
      "DELETE {{endpoint}}/boxes/ecf-{{run}}-box",
    ]);
  });

  test("makes what a list is to hold, and follows its pages by the names that the contract has for them", () => {
    const condition = { list: { at: "/boxes", item: "/name", token: "page", next: "/next", has: ["ecf-1234567-box"] } };
    expect(linesOf(sent("GET", "/boxes?size=1"), { recipes: [BOX] }, condition)).toEqual(
      expect.arrayContaining([
        "GET {{endpoint}}/boxes?size=1{{more}}",
        expect.stringMatching(/^more: variable "page" .*"&page=\$1"$/),
        `jsonpath "$.boxes[?@.name == 'ecf-{{run}}-box']" exists`,
      ]),
    );
  });

  test("asks a list for what an answer named by that answer, although a path has named it since", () => {
    const condition = { list: { at: "/lids", item: "/id", has: ["lid-17a"] } };
    const made = sent("POST", "/boxes/ecf-1234567-box/lids", { requestBody: "{}", answer: '{"lid":{"id":"lid-17a"}}' });
    const looked = sent("GET", "/boxes/ecf-1234567-box/lids/lid-17a");
    const file = fileOf(sent("GET", "/boxes/ecf-1234567-box/lids"), undefined, condition, [made, looked]);
    const text = "text" in file ? file.text : "";
    expect(text).toMatch(/@\.id == '\{\{answer_\d+_\d+\}\}'\]" exists/);
    expect(text).not.toContain("'lid-17a'");
  });

  test("removes what a request without a name makes of ours by the name that the answer gives, whatever its status", () => {
    const named = { ...LID, idAt: { input: "/lidName" } };
    const file = fileOf(sent("POST", "/boxes/ecf-1234567-box/lids", { requestBody: "{}" }), { recipes: [BOX, named] });
    const text = "text" in file ? file.text : "";
    expect(text).toMatch(/HTTP \*\n\[Captures\]\nanswer_3_1: body .*lidName.*\n\[Asserts\]\nstatus == 400\n/);
    expect(text).toContain("DELETE {{endpoint}}/boxes/ecf-{{run}}-box/lids/{{answer_3_1}}");
  });

  test("removes nothing that belongs to nothing of ours by a name that an answer alone gives", () => {
    const file = fileOf(sent("POST", "/boxes", { requestBody: "{}" }), { recipes: [BOX] });
    expect("text" in file && file.text).toContain("POST {{endpoint}}/boxes");
    // What goes before it is removed by its own name.
    expect("text" in file && file.text.match(/DELETE .*/g)).toEqual(["DELETE {{endpoint}}/boxes/ecf-{{run}}-box"]);
  });

  test("makes nothing of somebody's name, although what it makes before has a name of its own", () => {
    const making = sent("POST", "/boxes", { requestBody: '{"name":"lead"}' });
    const own = sent("POST", "/boxes/ecf-1234567-box/lids", { requestBody: "{}" });
    expect(untold(fileOf(making, { recipes: [BOX] }, { answers: [{ from: 200, to: 200 }] }, [own]))).toMatch(
      /somebody's/,
    );
  });

  describe("that is about a refusal", () => {
    const refused = { answers: [{ from: 400, to: 400 }] };
    const posts = (text: string): string[] => text.match(/(?:POST|GET|DELETE) .*\n|status < 300/g) ?? [];
    const textOf = (file: ReturnType<typeof fileOf>): string => ("text" in file ? file.text : file.untold);

    test("has one that is accepted go before it, and removes that first", () => {
      const second = sent("POST", "/boxes", { requestBody: '{"name":"ecf-1234567-other","size":"x"}' });
      expect(posts(textOf(fileOf(second, { recipes: [BOX] }, refused))).map((line) => line.trim())).toEqual([
        "GET {{endpoint}}/",
        "POST {{endpoint}}/boxes",
        "status < 300",
        "DELETE {{endpoint}}/boxes/ecf-{{run}}-box",
        "POST {{endpoint}}/boxes",
        "DELETE {{endpoint}}/boxes/ecf-{{run}}-other",
      ]);
    });

    test("of an unknown one makes another of the kind, which must be there", () => {
      const unknown = sent("GET", "/boxes/ecf-1234567-box/lids/ecf-1234567-none");
      const text = textOf(fileOf(unknown, undefined, refused));
      expect(text.match(/POST .*\/lids\n/g)).toHaveLength(1);
      expect(text.match(/status < 300/g)).toHaveLength(2);
    });

    test("has none before it where one was accepted already, which is asked for", () => {
      const other = sent("POST", "/boxes", { requestBody: '{"name":"ecf-1234567-other"}' });
      const text = textOf(fileOf(other, { recipes: [BOX] }, refused, [other]));
      expect(text.match(/POST .*\/boxes\n/g)).toHaveLength(2);
      expect(text.match(/status < 300/g)).toHaveLength(1);
    });
  });

  test("asks for the success of each step that made what a later one is about", () => {
    const named = { ...LID, idAt: { input: "/lidName" } };
    const making = sent("POST", "/boxes/ecf-1234567-box/lids", {
      requestBody: '{"lidName":"ecf-1234567-lid"}',
      startedAt: 5,
    });
    const looking = sent("GET", "/boxes/ecf-1234567-box/lids/ecf-1234567-lid");
    const file = fileOf(looking, { recipes: [BOX, named] }, { answers: [{ from: 200, to: 200 }] }, [making]);
    expect("text" in file && file.text.match(/status < 300/g)).toHaveLength(2);
  });

  test("whose page is too long makes what the run had on it", () => {
    const condition = { list: { at: "/boxes", item: "/name", token: "page", next: "/next", pageSize: 1 } };
    const other = sent("POST", "/boxes", { requestBody: '{"name":"ecf-1234567-other"}' });
    const listing = sent("GET", "/boxes?size=1", {
      answer: '{"boxes":[{"name":"ecf-1234567-box"},{"name":"ecf-1234567-other"}]}',
    });
    const text = (recipes: readonly Recipe[]) => fileOf(listing, { recipes }, condition, [other]);
    const file = text([BOX]);
    expect("text" in file && file.text.match(/POST .*\/boxes\n/g)).toHaveLength(2);
    const lacking = { ...BOX, id: "ecf-7654321-gone" };
    expect(untold(text([lacking]))).toMatch(/not created for it/);
  });

  test("makes no second one where the case is the one that made it", () => {
    expect(linesOf(makingBox).filter((line) => line.startsWith("POST"))).toEqual(["POST {{endpoint}}/boxes"]);
  });

  test.each([
    ["makes", sent("POST", "/boxes", { requestBody: '{"name":"lead"}' })],
    ["removes", sent("DELETE", "/boxes/lead")],
    ["changes", sent("POST", "/boxes/lead/lids", { requestBody: "{}" })],
    ["with a name of ours beside it changes", sent("PUT", "/boxes/lead?note=ecf-1234567-box")],
    ["by a way up from a name of ours removes", sent("DELETE", "/boxes/ecf-1234567-box/..%2flead")],
    ["under words that a record made up removes", sent("DELETE", "/boxes/lids")],
    ["before a sign after which a server reads no name removes", sent("DELETE", "/boxes/lead;dcf-1234567-box")],
    ["the same percent-encoded removes", sent("DELETE", "/boxes/lead%2500ecf-1234567-box")],
    ["by a way up with a parameter removes", sent("DELETE", "/boxes/ecf-1234567-box/..;/lead")],
    ["by a way up encoded twice removes", sent("DELETE", "/boxes/ecf-1234567-box/%252e%252e/lead")],
    ["unsigned, as of a service of files, removes", unsigned("DELETE", "/boxes")],
    ["unsigned, as of a service of files, removes several", unsigned("POST", "/boxes?delete")],
  ])("%s nothing that may be somebody's", (_what, exchange) => {
    expect(untold(fileOf(exchange, { recipes: [BOX] }))).toMatch(/somebody's/);
  });

  test("removes nothing that a list has, which may be anybody's", () => {
    const listing = sent("GET", "/boxes", { answer: '{"boxes":["everybodys"]}' });
    expect(untold(fileOf(sent("DELETE", "/boxes/everybodys"), { recipes: [] }, undefined, [listing]))).toMatch(
      /somebody's/,
    );
  });

  test("does not tell how a name that a list has is encoded, and tells of the name as it is", () => {
    const listing = sent("GET", "/boxes", { answer: '{"boxes":["everybodys"]}' });
    const asking = (path: string) => fileOf(sent("GET", path), { recipes: [] }, undefined, [listing]);
    expect(untold(asking("/boxes/%65verybodys"))).toMatch(/encodes/);
    expect(untold(asking("/boxes/everybodys"))).toBeUndefined();
  });

  test.each(["@example.com/boxes/ecf-1234567-box", ".example.com/ecf-1234567-box"])(
    "sends no removal to another host, as by %s",
    (path) => {
      const removal = { method: "DELETE", path, headers: [] };
      expect(untold(fileOf(makingBox, { recipes: [{ ...BOX, removal }] }))).toMatch(/such a path/);
    },
  );

  test("is none where an item of a list is wrong that other cases had made", () => {
    const making = sent("POST", "/boxes", { requestBody: '{"name":"ecf-1234567-other"}' });
    const listing = sent("GET", "/boxes", { answer: '{"boxes":["ecf-1234567-other",7]}' });
    const wrong = (item: number) => ({ members: [{ at: `/boxes/${item}`, types: ["string"] }] });
    const ofItem = (item: number) => fileOf(listing, { recipes: [BOX] }, wrong(item), [making]);
    expect(untold(ofItem(1))).toMatch(/not created for it/);
    expect(untold(ofItem(0))).toBeUndefined();
  });

  test("tells of a name that nobody made", () => {
    expect(untold(fileOf(sent("GET", "/boxes/ecf-1234567-unknown/lids/none", { status: 500 })))).toBeUndefined();
  });

  test("cannot tell of what the run had made, where the record does not say how", () => {
    const older = {};
    expect(untold(fileOf(sent("GET", "/boxes/ecf-1234567-box/lids/none"), older))).toMatch(/does not say how/);
    expect(untold(fileOf(sent("GET", "/boxes/b-17/lids/none"), older))).toMatch(/does not say how/);
  });

  test("of a run about RegisterCluster is as it was", () => {
    const file = fileOf(anEvidence({ status: 200 }), { operations: [anOperation("RegisterCluster")] });
    expect("text" in file && file.text).toContain("/cluster-registrations");
  });
});
