import { aRecord } from "#tests/reports/producers.ts";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { groupSymptoms } from "#reports/model/causes/grouping/group-symptoms.ts";
import { isBelow, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { describeGroup } from "#reports/model/causes/words/cause-words.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";
import { aRequirement } from "#tests/reports/producers.ts";
import { aSymptom } from "#tests/reports/model/causes/symptoms.ts";

const groups = (...symptoms: readonly Symptom[]): SymptomGroup[] =>
  groupSymptoms(
    symptoms,
    symptoms.map(({ requirement }) => requirement),
  );
const members = (...symptoms: readonly Symptom[]) => groups(...symptoms).map(({ member }) => member);

/** Invalid input in a member that is taken. */
const taken = (member: string, id = `register.${member}.x`) => {
  const subject = { input: member, side: "reject" } as const;
  return aSymptom("takes-invalid", { member, requirement: { id, subject }, answer: { status: 200 } });
};

const endOf = (id: string) => id.slice(id.lastIndexOf(".") + 1);

describe("one mending, one group", () => {
  test("rules of one member that is taken are together, those of another apart", () => {
    expect(members(taken("name", "a"), taken("name", "b"), taken("tags"))).toEqual(["name", "tags"]);
  });

  test("three members, all rules of which are broken, are told as the input", () => {
    expect(groups(taken("name"), taken("tags"), taken("connectorConfig"))).toMatchObject([{ member: "", whole: true }]);
  });

  test("but not where a rule of a fourth is met", () => {
    const met = aRequirement({ id: "register.token.x", subject: { input: "clientRequestToken", side: "reject" } });
    const broken = [taken("name"), taken("tags"), taken("connectorConfig")];
    const judged = [...broken.map(({ requirement }) => requirement), met];
    expect(groupSymptoms(broken, judged)).toHaveLength(3);
  });

  test("and not where one member alone was looked at, as in a selection: that is told", () => {
    const broken = [taken("tags"), taken("tags.keys"), taken("tags.values")];
    expect(groups(...broken)).toMatchObject([{ member: "tags", whole: true }]);
  });

  test.each([
    [
      ["name.max-length", "tags.keys.min-length", "tags.max-properties", "role.pattern"],
      ["name", "tags", "role"],
    ],
    [
      ["name.required", "tags.required", "role.required"],
      ["name", "tags", "role"],
    ],
    [["name.max-length", "tags.keys.min-length", "tags.max-properties"], undefined],
    [["name.max-length", "tags.max-properties", "role.required"], undefined],
    [["name.max-length", "tags.max-properties", "role.pattern", "kept"], undefined],
  ])("members of which no rule of one family is kept are told together, from three on: %j", (ids, together) => {
    const kept = aRequirement({ id: "register.role.max-length", subject: { input: "role", side: "reject" } });
    const other = aRequirement({ id: "register.token.type", subject: { input: "token", side: "reject" } });
    const broken = ids
      .filter((id) => id !== "kept")
      .map((id) => taken(id.slice(0, id.lastIndexOf(".")), `register.${id}`));
    const judged = [...broken.map(({ requirement }) => requirement), other, ...(ids.includes("kept") ? [kept] : [])];
    expect(groupSymptoms(broken, judged).find(({ unchecked }) => unchecked)?.unchecked?.members).toEqual(together);
  });

  test("each family that nothing checks is told, and what else is broken of its members with the first", () => {
    const broken = ["name", "role", "tags"].flatMap((member) => [
      taken(member, `register.${member}.max-length`),
      taken(member, `register.${member}.required`),
      taken(member, `register.${member}.type`),
    ]);
    const token = taken("token", "register.token.required");
    const kept = aRequirement({ id: "register.token.max-length", subject: { input: "token", side: "reject" } });
    const judged = [...[...broken, token].map(({ requirement }) => requirement), kept];
    const found = groupSymptoms([...broken, token, taken("extra", "register.extra.type")], judged);
    expect(found.map(({ unchecked, member }) => unchecked?.members ?? member)).toEqual([
      ["name", "role", "tags"],
      ["name", "role", "tags", "token"],
      "extra",
    ]);
    expect(found.map(({ symptoms }) => [...new Set(symptoms.map(({ requirement: { id } }) => endOf(id)))])).toEqual([
      ["max-length", "type"],
      ["required"],
      ["type"],
    ]);
    expect(new Set(found.map((group) => describeGroup(group, aRecord({ operations: [] })).id)).size).toBe(3);
  });

  test("an absence is one thing to mend, however its reasons are worded, and what needs it another", () => {
    const absent = (id: string, operation: string, reason: string) =>
      aSymptom("not-there", { operation: "RegisterCluster", requirement: { id, operation, reason } });
    const found = groups(
      absent("a", "RegisterCluster", "404, as for a path that does not exist"),
      absent("b", "RegisterCluster", "is not implemented"),
      absent("c", "ListClusters", "is not implemented"),
    );
    expect(found.map(({ symptoms }) => symptoms.map(({ requirement }) => requirement.id))).toEqual([["a", "b"], ["c"]]);
  });

  test("one member, of which several operations take the same invalid values, is one thing to mend", () => {
    const of = (operation: string, id: string) => {
      const subject = { input: "tags.values", side: "reject" } as const;
      const requirement = { id, operation, subject };
      return aSymptom("takes-invalid", { member: "tags.values", operation, requirement, answer: { status: 200 } });
    };
    const register = of("RegisterCluster", "register.tags.values.type");
    expect(groups(register, of("TagResource", "tag-resource.tags.values.type"))).toMatchObject([
      { operations: ["RegisterCluster", "TagResource"] },
    ]);
    expect(groups(register, of("TagResource", "tag-resource.tags.values.max-length"))).toHaveLength(2);
  });

  test("keys and values of a map that fail alike are told as the map", () => {
    const failing = (member: string) => aSymptom("fails", { member, answer: { status: 500 } });
    expect(members(failing("tags.keys"), failing("tags.values"))).toEqual(["tags"]);
  });

  test("members of an answer that are all absent are told as what holds them, from three on", () => {
    const absent = (name: string) => aSymptom("absent", { member: `/cluster/${name}` });
    expect(members(absent("a"), absent("b"))).toEqual(["/cluster/a", "/cluster/b"]);
    expect(members(absent("a"), absent("b"), absent("c"))).toEqual(["/cluster"]);
  });

  test("an unknown name that several operations answer alike is one situation", () => {
    const unknown = (operation: string) => {
      const requirement = { id: `${operation}.error.unknown-name` };
      return aSymptom("answer", { operation, requirement, answer: { status: 400, error: "ClientException" } });
    };
    expect(groups(unknown("describe"), unknown("deregister"))).toMatchObject([
      { operations: ["describe", "deregister"] },
    ]);
  });

  test("a promise of many operations that several break alike is one thing to mend, a server error is not", () => {
    const broken = (operation: string, status: number, promise = "pages.size") =>
      aSymptom("answer", { operation, requirement: { id: `${operation}.${promise}` }, answer: { status } });
    expect(groups(broken("list", 200), broken("list-addons", 200))).toMatchObject([
      { operations: ["list", "list-addons"] },
    ]);
    expect(groups(broken("list", 500), broken("list-addons", 500))).toHaveLength(2);
    expect(groups(broken("list", 200), broken("list-addons", 200, "filters"))).toHaveLength(2);
    const [refused, taken] = [broken("create", 409, "token"), broken("create-addon", 200, "token")];
    expect(groups(refused, taken)).toHaveLength(2);
  });

  test("a request sent again and another one, refused alike, are two things to mend", () => {
    const answer = { status: 409, error: "ResourceInUseException" };
    const again = { id: "create.token", area: "idempotency" } as const;
    const empty = { id: "api.body.empty", area: "protocol" } as const;
    const symptoms = [again, empty].map((requirement) => aSymptom("answer", { requirement, answer }));
    expect(groups(...symptoms)).toHaveLength(2);
  });

  test("races are not told apart by the answers that came", () => {
    const race = (status: number) => aSymptom("answer", { requirement: { id: "register.race" }, answer: { status } });
    expect(groups(race(409), race(400))).toHaveLength(1);
  });
});

test("whatever the symptoms, each is in one group, and none is invented", () => {
  const symptom = fc
    .record({
      kind: fc.constantFrom(
        "takes-invalid",
        "refuses-otherwise",
        "refuses-valid",
        "fails",
        "absent",
        "answer" as const,
      ),
      member: fc.constantFrom(undefined, "", "name", "tags", "tags.keys", "tags.values", "connectorConfig.roleArn"),
      operation: fc.constantFrom("RegisterCluster", "ListClusters"),
      id: fc.constantFrom("a", "b", "c", "api.json"),
      status: fc.constantFrom(0, 200, 400, 404, 500),
    })
    .map(({ kind, member, operation, id, status }) =>
      aSymptom(kind, { member, operation, requirement: { id }, answer: { status } }),
    );
  fc.assert(
    fc.property(fc.array(symptom, { maxLength: 12 }), (symptoms) => {
      const grouped = groups(...symptoms).flatMap((group) => group.symptoms);
      expect(grouped).toHaveLength(symptoms.length);
      expect(new Set(grouped)).toEqual(new Set(symptoms));
    }),
  );
});

test.each([
  ["name", "", true],
  ["name", "name", true],
  ["tags.keys", "tags", true],
  ["tagsOfMine", "tags", false],
  ["tags", "tags.keys", false],
])("%s is below %j: %s", (member, part, expected) => {
  expect(isBelow(member, part)).toBe(expected);
});
