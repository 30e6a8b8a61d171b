import { describe, expect, test } from "@jest/globals";
import { behind } from "#reports/model/causes/following/follows-from.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement } from "#tests/reports/producers.ts";
import { aSymptom } from "#tests/reports/model/causes/symptoms.ts";

function group(...symptoms: readonly [Symptom, ...Symptom[]]): SymptomGroup {
  const [{ kind, member }] = symptoms;
  return { kind, member, symptoms, operations: [...new Set(symptoms.map(({ operation }) => operation))] };
}

const found = (one: SymptomGroup, others: readonly SymptomGroup[], record: RunRecord = aRecord()) =>
  behind(one, [one, ...others], record);

const of = (id: string, about: Parameters<typeof aSymptom>[1] = {}) => ({
  ...about,
  requirement: { id, ...about.requirement },
});

test("what was judged follows from no operation that is not there, even where a story that it is a part of needs one", () => {
  const absence = group(
    aSymptom("not-there", of("list.include-all", { operation: "DeregisterCluster" })),
    aSymptom("not-there", of("register.history", { operation: "DeregisterCluster" })),
  );
  const pages = group(aSymptom("answer", of("list.paging", { operation: "ListClusters", answer: { status: 200 } })));
  expect(found(pages, [absence])).toBeUndefined();
});

describe("what must be mended first is", () => {
  test("names of errors that nobody documents, for a MUST that asks for another name with the same status", () => {
    const undocumented = (error: string) =>
      aSymptom(
        "answer",
        of("api.error.documented", { requirement: { level: "SHOULD" }, answer: { status: 400, error } }),
      );
    const names = group(undocumented("InvalidParameter"), undocumented("Serialization"), undocumented("NotFound"));
    const due = (status: number, error: string) => {
      const condition = { answers: [{ from: status, to: status, error }] };
      const { judgement, ...rest } = aCase({ verdict: "fail" });
      const example = { ...rest, judgement: { ...judgement, condition } };
      return group(aSymptom("answer", of("a", { example, answer: { status: 404, error: "ResourceNotFound" } })));
    };
    const misnamed = due(404, "ResourceNotFoundException");
    expect(found(misnamed, [names])).toBe(names);
    expect(found(misnamed, [group(undocumented("InvalidParameter"))])).toBeUndefined();
    expect(found(due(400, "ResourceNotFoundException"), [names])).toBeUndefined();
    expect(found(due(404, "ResourceNotFound"), [names])).toBeUndefined();
  });

  test("bodies that are no JSON, for other values of the same operation", () => {
    const broken = group(aSymptom("answer", of("api.json")));
    const value = (operation: string) => group(aSymptom("other-value", { operation, member: "/cluster/tags" }));
    expect(found(value("RegisterCluster"), [broken])).toBe(broken);
    expect(found(value("ListClusters"), [broken])).toBeUndefined();
  });

  test("nothing, where a group stands alone", () => {
    expect(found(group(aSymptom("answer", of("a"))), [])).toBeUndefined();
  });

  test("an operation that is not there, for what needs it", () => {
    const there = group(aSymptom("other-value", of("list.paging", { operation: "ListClusters" })));
    const absent = group(aSymptom("not-there", of("list.route", { operation: "ListClusters" })));
    const operations = [anOperation("ListClusters", { verdict: "not-implemented" })];
    expect(found(there, [absent], aRecord({ operations }))).toBe(absent);
    expect(found(there, [absent])).toBeUndefined();
  });

  test("another type of a member, for its value, and for values in it", () => {
    const mistyped = group(aSymptom("mistyped", { member: "/cluster/tags" }));
    const value = (member: string) => group(aSymptom("other-value", { member }));
    expect(found(value("/cluster/tags"), [mistyped])).toBe(mistyped);
    expect(found(value("/cluster/tags/a"), [mistyped])).toBe(mistyped);
    expect(found(value("/cluster/tagsOfOthers"), [mistyped])).toBeUndefined();
  });

  test("an object that is not there or of another type, for what the same operation shows of it", () => {
    const missing = (of: string, seenIn: string, member: string) =>
      group(aSymptom("absent", { operation: of, seenIn, member }));
    const shown = missing("CreateCapability", "DescribeCapability", "/capability/tags");
    const object = missing("DescribeCapability", "DescribeCapability", "/capability");
    const retyped = group(aSymptom("mistyped", { operation: "DescribeCapability", member: "/capability" }));
    expect(found(shown, [object])).toBe(object);
    expect(found(shown, [retyped])).toBe(retyped);
    expect(found(shown, [missing("ListAddons", "ListAddons", "/capability")])).toBeUndefined();
    expect(found(shown, [{ ...object, whole: true }])).toBeUndefined();
    const members = { ...missing("CreateCapability", "DescribeCapability", "/capability"), whole: true };
    expect(found(members, [members, object])).toBe(object);
    expect(found(object, [members, object])).toBeUndefined();
  });

  test("a list that leaves out what was made, for its pages", () => {
    const requirement = { presupposes: ["list-addons.listed.addon"] };
    const pages = group(aSymptom("answer", of("list-addons.pages.whole", { operation: "ListAddons", requirement })));
    const left = group(aSymptom("answer", of("list-addons.listed.addon", { operation: "ListAddons" })));
    const other = group(aSymptom("answer", of("list-boxes.listed.box", { operation: "ListBoxes" })));
    expect(found(pages, [left])).toBe(left);
    expect(found(pages, [other])).toBeUndefined();
  });

  test("tags that a registration changes, for what is tagged afterwards", () => {
    const echo = group(aSymptom("other-value", of("register.echo.tags", { member: "/cluster/tags" })));
    const untagged = group(aSymptom("answer", of("untag-resource.takes-off", { operation: "UntagResource" })));
    expect(found(untagged, [echo])).toBe(echo);
  });

  test("the name of an error that always comes with a wrong status, for what is refused with it", () => {
    const answer = { status: 500, error: "ClientException" };
    const error = group(aSymptom("error", { member: "ClientException", answer }));
    expect(found(group(aSymptom("refuses-otherwise", { answer })), [error])).toBe(error);
    expect(
      found(group(aSymptom("refuses-otherwise", { answer: { ...answer, status: 503 } })), [error]),
    ).toBeUndefined();
  });

  test("a rule of every answer that the same answers break, where several operations break it", () => {
    const nameless = { status: 400 };
    const breaking = (operation: string) => aSymptom("answer", of("api.error.type", { operation, answer: nameless }));
    const rule = group(breaking("RegisterCluster"), breaking("ListClusters"));
    const refused = (answer: Symptom["answer"] | typeof nameless) => group(aSymptom("refuses-otherwise", { answer }));
    expect(found(refused(nameless), [rule])).toBe(rule);
    expect(found(refused({ status: 400, error: "ClientException", isJson: true }), [rule])).toBeUndefined();
    expect(found(refused(nameless), [group(breaking("ListClusters"))])).toBeUndefined();
  });

  test("the step of a story that went wrong, for the story", () => {
    const step = group(aSymptom("other-value", of("describe.after-register", { operation: "DescribeCluster" })));
    const story = (step?: string) => group(aSymptom("answer", of("register.history", { step })));
    expect(found(story(), [step])).toBe(step);
    expect(found(story("describe.after-register"), [step])).toBe(step);
    expect(found(story("deregister.answer"), [step])).toBeUndefined();
  });

  test("never a SHOULD, for a MUST", () => {
    const weak = group(aSymptom("mistyped", { member: "/cluster/tags", requirement: { level: "SHOULD" } }));
    const value = (level: "MUST" | "SHOULD") =>
      group(aSymptom("other-value", { member: "/cluster/tags", requirement: { level } }));
    expect(found(value("SHOULD"), [weak])).toBe(weak);
    expect(found(value("MUST"), [weak])).toBeUndefined();
  });
});

describe("what is missed only where something else is missed", () => {
  const counts = { pass: 3, fail: 1, warn: 0, info: 0, inconclusive: 0, error: 0 };
  const inCase = (id: string, name: string, requirement: Partial<RequirementResult> = {}) => {
    const cases = [aCase({ id: name, requirement: id, verdict: "fail" })];
    return group(aSymptom("answer", of(id, { requirement: { counts, cases, ...requirement } })));
  };
  const never = { counts: { ...counts, pass: 0 } };

  test("follows from what is never met there", () => {
    const others = inCase("tag-resource.other-clusters", "others/1", never);
    const described = inCase("describe.after-register", "others/1");
    expect(found(described, [others])).toBe(others);
    expect(found(inCase("describe.after-register", "lives/1"), [others])).toBeUndefined();
    expect(found(inCase("describe.after-register", "others/1", never), [others])).toBeUndefined();
    expect(found(others, [described])).toBeUndefined();
    expect(found(described, [inCase("tag-resource.other-clusters", "others/1")])).toBeUndefined();
  });

  test("follows from what is missed there and in more cases", () => {
    const described = inCase("describe.after-register", "others/1");
    const wider = inCase("register.echo.name", "others/1", { counts: { ...counts, fail: 2 } });
    expect(found(described, [wider])).toBe(wider);
    expect(found(wider, [described])).toBeUndefined();
  });

  test("follows from any race, where it is missed in races", () => {
    const area = "concurrency";
    const race = inCase("register.parallel.distinct-names", "races/1", { ...never, area });
    const cases = [aCase({ id: "races/2", verdict: "pass" })];
    const record = aRecord({ requirements: [aRequirement({ id: "register.parallel.same-token", area, cases })] });
    expect(found(inCase("register.echo.name", "races/2"), [race], record)).toBe(race);
    expect(found(inCase("register.echo.name", "races/2"), [race])).toBeUndefined();
  });
});

describe("what a requirement presupposes", () => {
  const missed = (id: string, presupposes: readonly string[] = []) =>
    aSymptom("answer", of(id, { requirement: { presupposes } }));

  test("is behind a group that presupposes it as a whole", () => {
    const root = group(missed("a"), missed("b"));
    expect(found(group(missed("c", ["a"]), missed("d", ["b"])), [root])).toBe(root);
    expect(found(group(missed("c", ["a"]), missed("d")), [root])).toBeUndefined();
  });

  test("reaches through what was not judged, and through nothing that is met", () => {
    const root = group(missed("a"));
    const leaf = group(missed("c", ["b"]));
    const record = (verdict: "inconclusive" | "pass") =>
      aRecord({ requirements: [aRequirement({ id: "b", verdict, presupposes: ["a"] })] });
    expect(found(leaf, [root], record("inconclusive"))).toBe(root);
    expect(found(leaf, [root], record("pass"))).toBeUndefined();
  });

  test("is the nearest of several", () => {
    const [far, near] = [group(missed("a")), group(missed("b", ["a"]))];
    expect(found(group(missed("c", ["b", "a"])), [far, near])).toBe(near);
  });

  test("is not known of records of older versions", () => {
    const symptom = aSymptom("answer", of("c", { requirement: { presupposes: undefined } }));
    expect(found(group(symptom), [group(missed("a"))])).toBeUndefined();
  });
});

describe("a repeat that is carried out", () => {
  const repeated = (path = "/cluster-registrations") => {
    const evidence = anEvidence({ status: 200, requestBody: '{"name":"a"}' });
    const one = { ...evidence, request: { ...evidence.request, path } };
    const example = aCase({ verdict: "fail", exchanges: [one, { ...one }] });
    return { ...example, judgement: { ...example.judgement, condition: { answers: [{ from: 409, to: 409 }] } } };
  };
  const taken = (example: CaseResult = repeated()) =>
    group(aSymptom("answer", of("a", { example, answer: { status: 200 } })));
  const value = (...cases: readonly CaseResult[]) =>
    group(aSymptom("other-value", of("b", { member: "/cluster/tags", requirement: { cases } })));

  test("is behind other values in what repeats alone are answered with", () => {
    const root = taken();
    expect(found(value(repeated()), [root])).toBe(root);
    expect(found(value(repeated(), aCase({ verdict: "fail" })), [root])).toBeUndefined();
    expect(found(value(repeated()), [taken(aCase({ verdict: "fail" }))])).toBeUndefined();
  });
});
