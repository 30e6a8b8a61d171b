import { describe, expect, test } from "@jest/globals";
import { findingScript } from "../../../../reports/findings/script.ts";
import type { Condition } from "../../../../suites/record/condition.ts";
import type { Evidence } from "../../../../suites/record/kept-evidence.ts";
import type { RunRecord } from "../../../../suites/record/record.ts";
import type { Recipe } from "../../../../suites/record/service-recipe.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "../../producers.ts";

const OPERATIONS = [
  anOperation("MakeBox", { method: "POST", path: "/boxes", resource: "box" }),
  anOperation("ShowBox", { method: "GET", path: "/boxes/{boxName}", resource: "box" }),
  anOperation("BurnBox", { method: "DELETE", path: "/boxes/{boxName}", resource: "box" }),
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

const makingBox = sent("POST", "/boxes", { requestBody: '{"name":"ecf-run-box"}', startedAt: 2 });
const BOX: Recipe = {
  kind: "box",
  id: "ecf-run-box",
  idAt: { input: "/name" },
  fixed: false,
  operation: "MakeBox",
  made: makingBox,
  described: sent("GET", "/boxes/ecf-run-box", { answer: '{"box":{"status":"DRY"}}' }),
  ready: { at: "/box/status", values: ["DRY"] },
  removal: { method: "DELETE", path: "/boxes/ecf-run-box", headers: [] },
};
const LID: Recipe = {
  kind: "lid",
  parent: "box",
  id: "lid-17a",
  idAt: { output: "/lid/id" },
  fixed: false,
  operation: "MakeLid",
  made: sent("POST", "/boxes/ecf-run-box/lids", {
    requestBody: '{"colour":"red"}',
    answer: '{"lid":{"id":"lid-17a"}}',
  }),
  removal: { method: "DELETE", path: "/boxes/ecf-run-box/lids/lid-17a", headers: [] },
};

/** The script of one request, in a run that had made a box with a lid for its cases to work on. */
function scriptOf(
  exchange: Evidence,
  parts: Partial<RunRecord> = { recipes: [BOX, LID] },
  condition: Condition = { answers: [{ from: 400, to: 400 }] },
) {
  const judgement = {
    requirement: "x",
    verdict: "fail",
    expected: "",
    received: "",
    condition,
  } as const;
  const example = aCase({ requirement: "x", verdict: "fail", judgement, exchanges: [exchange] });
  const requirement = aRequirement({ id: "x", verdict: "fail", cases: [example] });
  const control = aRequirement({
    id: "make-box.valid",
    cases: [aCase({ requirement: "make-box.valid", exchanges: [makingBox] })],
  });
  const record = aRecord({ operations: OPERATIONS, requirements: [control, requirement], ...parts });
  return findingScript({ record, requirement, example });
}

/** What a round of the script does, without the answers. */
function roundOf(exchange: Evidence, parts?: Partial<RunRecord>): string[] {
  const { text = "" } = scriptOf(exchange, parts);
  const lines = text.slice(text.indexOf("\nround() {")).split("\n");
  return lines
    .slice(0, lines.indexOf("}"))
    .map((line) => line.trim())
    .filter((line) => /^(send|undo|like|if \[ "\$names"|if like|among|if among)/.test(line))
    .map((line) => line.replace(/ (-X|-H|--[a-z0-9-]+) ("[^"]*"|'[^']*'|@\S+)/g, ""));
}

describe("a script of a finding of a whole service", () => {
  test("makes what a request is about, and waits until it is ready", () => {
    const round = roundOf(sent("GET", "/boxes/ecf-run-box?size=0"));
    expect(round).toEqual([
      expect.stringMatching(/^if \[ "\$names" = 0 \]/),
      "like look 404 404 || like look 400 400 || return 3",
      `undo DELETE /boxes/"$(percent "$name_1")"`,
      `send 1 "$endpoint"/boxes`,
      "like 1 200 299 || return 2",
      `send 2 -X GET "$endpoint"/boxes/"$name_1"`,
      expect.stringMatching(/^if among 2 \/box\/status DRY /),
      "like 2 200 299 || return 2",
      `send 3 -X GET "$endpoint"/boxes/"$name_1"'?'size=0`,
    ]);
  });

  test("names what an answer names by that answer, and removes it before what it belongs to", () => {
    const round = roundOf(sent("GET", "/boxes/ecf-run-box/lids/lid-17a"));
    expect(round.slice(8)).toEqual([
      `send 3 "$endpoint"/boxes/"$name_1"/lids`,
      `if like 3 200 299; then undo DELETE /boxes/"$name_1"/lids/"$(percent "$(value 3 /lid/id)")"; fi`,
      "like 3 200 299 || return 2",
      `send 4 -X GET "$endpoint"/boxes/"$name_1"/lids/"$(percent "$(value 3 /lid/id)")"`,
    ]);
    expect(scriptOf(sent("GET", "/boxes/ecf-run-box")).text).toContain("for (i = NR; i > 0; i--)");
  });

  test("makes what a list is to hold, and follows its pages by the names that the contract has for them", () => {
    const condition = { list: { at: "/boxes", item: "/name", token: "page", next: "/next", has: ["ecf-run-box"] } };
    const { text } = scriptOf(sent("GET", "/boxes?size=1"), { recipes: [BOX, LID] }, condition);
    expect(text).toContain(`items_at=/boxes; name_at=/name; token_name=page; token_at=/next; empty_token=ends`);
    expect(text).toContain(`if walk 3 "$endpoint"/boxes'?'size=1`);
    expect(text).toContain(`[ "$(count_of "$name_1")" -ge 1 ] || return 1`);
  });

  test("makes no second one where the case is the one that made it", () => {
    expect(roundOf(makingBox).filter((line) => line.startsWith("send"))).toEqual([`send 1 "$endpoint"/boxes`]);
  });

  test("looks first where a name may be somebody's, and removes what was made then alone", () => {
    expect(roundOf(sent("POST", "/boxes", { requestBody: '{"name":"lead"}' }))).toEqual([
      "like look 404 404 || like look 400 400 || return 3",
      `send 1 "$endpoint"/boxes`,
      `if like 1 200 299; then undo DELETE /boxes/"$(percent "$name_1")"; fi`,
    ]);
  });

  test("tells of a name that nobody made", () => {
    expect(scriptOf(sent("GET", "/boxes/ecf-run-unknown/lids/none", { status: 500 })).untold).toBeUndefined();
  });

  test("cannot tell of what the run had made, where the record does not say how", () => {
    const older = {};
    expect(scriptOf(sent("GET", "/boxes/ecf-run-box/lids/none"), older).untold).toMatch(/does not say how/);
    expect(scriptOf(sent("GET", "/boxes/b-17/lids/none"), older).untold).toMatch(/does not say how/);
  });

  test("of a run about RegisterCluster is as it was", () => {
    const { text } = scriptOf(anEvidence({ status: 200 }), { operations: [anOperation("RegisterCluster")] });
    expect(text).toContain("/cluster-registrations/");
  });
});
