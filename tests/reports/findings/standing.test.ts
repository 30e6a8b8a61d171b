import { describe, expect, test } from "@jest/globals";
import { findingScript } from "../../../reports/findings/script.ts";
import { pathsOf } from "../../../reports/findings/standing.ts";
import type { Evidence, RunRecord } from "../../../suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement } from "../producers.ts";

const OPERATIONS = [
  anOperation("MakeBox", { method: "POST", path: "/boxes", resource: "box" }),
  anOperation("ShowBox", { method: "GET", path: "/boxes/{boxName}", resource: "box" }),
  anOperation("ListLids", { method: "GET", path: "/boxes/{boxName}/lids", resource: "lid" }),
  anOperation("BurnBox", { method: "DELETE", path: "/boxes/{boxName}", resource: "box" }),
];

function sent(method: string, path: string, requestBody: string, status: number): Evidence {
  const evidence = anEvidence({ requestBody, status });
  return { ...evidence, request: { ...evidence.request, method, path, url: `http://127.0.0.1:4566${path}` } };
}

const made = sent("POST", "/boxes", '{"name":"ecf-run-stands"}', 200);

/** The script of one request, in a run that had made a box for its cases to work on. */
function scriptOf(exchange: Evidence, operations: RunRecord["operations"] = OPERATIONS) {
  const example = aCase({ requirement: "x", verdict: "fail", exchanges: [exchange] });
  const requirement = aRequirement({ id: "x", verdict: "fail", cases: [example] });
  const control = aRequirement({
    id: "make-box.valid",
    cases: [aCase({ requirement: "make-box.valid", exchanges: [made] })],
  });
  return findingScript({ record: aRecord({ operations, requirements: [control, requirement] }), requirement, example });
}

describe("a script of a finding of a whole service", () => {
  test("cannot tell of what the run had made for it", () => {
    expect(scriptOf(sent("GET", "/boxes/ecf-run-stands/lids?size=0", "", 200)).untold).toMatch(
      /resource that the run made/,
    );
  });

  test("nor of an identifier that the service gives", () => {
    expect(scriptOf(sent("GET", "/boxes/b-17/lids", "", 200)).untold).toMatch(/resource that the run made/);
  });

  test("tells of a name that nobody made", () => {
    expect(scriptOf(sent("GET", "/boxes/ecf-run-unknown/lids", "", 500)).text).toContain("/lids");
  });

  test("removes what it makes by the operation that does", () => {
    const { text } = scriptOf(sent("POST", "/boxes", '{"name":"ecf-run-other"}', 200));
    expect(text).toMatch(/^look\(\) .*"\$endpoint"'?\/boxes\//m);
    expect(text).toMatch(/^remove\(\) .*-X DELETE .*"\$endpoint"'?\/boxes\//m);
  });

  test("of a run about RegisterCluster is as it was", () => {
    const { text } = scriptOf(anEvidence({ status: 200 }), [anOperation("RegisterCluster")]);
    expect(text).toContain("/cluster-registrations/");
  });
});

test("a resource is looked at and removed below the path that it is made at", () => {
  const step = { number: 1, evidence: made };
  expect(pathsOf(aRecord({ operations: OPERATIONS }), [step])).toEqual({
    look: "/boxes/{name}",
    remove: "/boxes/{name}",
  });
});
