import { expect, test } from "@jest/globals";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { takenBehind } from "#reports/model/causes/following/taken-behind.ts";
import { aCase, anEvidence, body } from "#tests/reports/producers.ts";
import { aSymptom } from "#tests/reports/model/causes/symptoms.ts";

const taken = (member: string, parts: Partial<SymptomGroup> = {}): SymptomGroup => ({
  ...{ kind: "takes-invalid", operations: ["RegisterCluster"], member, symptoms: [] },
  ...parts,
});

interface Shown {
  readonly expectation?: "must-accept" | "must-reject";
  readonly operation?: string;
  /** Of the answer that shows it. */
  readonly text?: string;
}

/** A member of an answer that has another type. */
function mistyped(member: string, { expectation = "must-reject", operation, text = "{}" }: Shown = {}): SymptomGroup {
  const exchanges = [anEvidence({ status: 200, responseBody: body(text) })];
  const cases = [aCase({ verdict: "fail", expectation, exchanges })];
  const symptom = aSymptom("mistyped", { member, operation, requirement: { cases } });
  return { kind: "mistyped", operations: [symptom.operation], member, symptoms: [symptom] };
}

test("what was taken is behind what its answer shows of it", () => {
  const tags = taken("tags");
  expect(takenBehind(mistyped("/cluster/tags"), [taken("name"), tags])).toBe(tags);
});

test("what is below the member comes before the member", () => {
  const values = taken("tags.values");
  expect(takenBehind(mistyped("/cluster/tags"), [taken("tags"), values])).toBe(values);
});

test("a whole in which nothing is checked is behind each of its members", () => {
  const whole = taken("", { whole: true });
  expect(takenBehind(mistyped("/cluster/tags"), [whole])).toBe(whole);
  expect(takenBehind(mistyped("/cluster/tags"), [taken("")])).toBeUndefined();
});

test("nothing is, where valid input shows it too, or another operation", () => {
  expect(takenBehind(mistyped("/cluster/tags", { expectation: "must-accept" }), [taken("tags")])).toBeUndefined();
  expect(takenBehind(mistyped("/cluster/tags", { operation: "DescribeCluster" }), [taken("tags")])).toBeUndefined();
});

test("nor where the value is of the right type, or the input is refused", () => {
  expect(takenBehind({ ...mistyped("/cluster/tags"), kind: "other-value" }, [taken("tags")])).toBeUndefined();
  expect(takenBehind(mistyped("/cluster/tags"), [taken("tags", { kind: "refuses-otherwise" })])).toBeUndefined();
});

test("a name that was taken is behind a list in which it stands among proper ones, and of nothing else", () => {
  const name = taken("name");
  const list = (text: string) => mistyped("/clusters", { expectation: "must-accept", operation: "ListClusters", text });
  expect(takenBehind(list('{"clusters":["a",7]}'), [name])).toBe(name);
  expect(takenBehind(list('{"clusters":[7]}'), [name])).toBeUndefined();
  expect(takenBehind(list('{"clusters":"a"}'), [name])).toBeUndefined();
});

test("a name that was taken is behind a page that the token of the page with it does not lead to", () => {
  const register = { ...anEvidence().request, method: "POST", path: "/clusters", body: body('{"name":""}') } as const;
  const asked = [aCase({ verdict: "fail", exchanges: [{ ...anEvidence({ status: 200 }), request: register }] })];
  const name = taken("name", { symptoms: [aSymptom("takes-invalid", { requirement: { cases: asked } })] });
  const refused = (last: string | null, token: string): SymptomGroup => {
    const page = anEvidence({
      status: 200,
      responseBody: body(JSON.stringify({ clusters: ["a", last], nextToken: "t" })),
    });
    const next = anEvidence({ status: 400, responseBody: body("{}") });
    const path = `/clusters?nextToken=${token}`;
    const example = aCase({ verdict: "fail", exchanges: [page, { ...next, request: { ...next.request, path } }] });
    const symptom = aSymptom("answer", { operation: "ListClusters", example, answer: { status: 400 } });
    return { kind: "answer", operations: ["ListClusters"], symptoms: [symptom] };
  };
  expect(takenBehind(refused("", "t"), [name])).toBe(name);
  expect(takenBehind(refused(null, "t"), [name])).toBe(name);
  expect(takenBehind(refused("b", "t"), [name])).toBeUndefined();
  expect(takenBehind(refused("", "other"), [name])).toBeUndefined();
});
