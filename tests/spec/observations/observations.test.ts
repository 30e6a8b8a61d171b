import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { CONTRADICTIONS } from "#spec/contradictions.ts";
import { isOneOf } from "#spec/observations/as-observed.ts";
import { loadObservations } from "#spec/observations/load-observations.ts";
import { parseObservations } from "#spec/observations/read-observations.ts";
import { loadSources } from "#spec/trace.ts";

const text = readFileSync(new URL("../../../spec/eks/observations.yaml", import.meta.url), "utf8");
const { observations, levels } = loadObservations();
const contract = loadEksContract();
const ids = ["register-cluster", "eks"].flatMap((spec) => readSpec(spec).requirements.map(({ id }) => id));

describe("the observations of EKS", () => {
  test("have their form, and are the same whether or not it is checked", () => {
    expect(parseObservations(text, "observations.yaml")).toEqual({ observations, levels });
  });

  test("are of operations that there are", () => {
    const stray = observations.filter(({ operation }) => operation !== "*" && !contract.operations.has(operation));
    expect(stray.map(({ id, operation }) => `${id} ${operation}`)).toEqual([]);
  });

  test("show requirements that there are to hold", () => {
    const stray = observations.flatMap(({ id, requirements = [] }) =>
      requirements.filter((pattern) => !ids.some((each) => isOneOf([pattern], each))).map((each) => `${id} ${each}`),
    );
    expect(stray).toEqual([]);
  });

  test("name only members that the answers of their operations have", () => {
    const stray = observations.flatMap(({ id, operation, error, answer = {} }) => {
      const found = contract.operations.get(operation);
      const errors = found?.errors.filter(({ name }) => name === error).map(({ schema }) => schema) ?? [];
      const schemas = error === undefined && id !== "O19" ? [found?.success.schema] : errors;
      if (found === undefined || schemas.length === 0) return [];
      const known = (pointer: string) =>
        schemas.some((schema) => Object.hasOwn(schema?.properties ?? {}, pointer.split("/")[1] ?? ""));
      return (answer.members ?? []).filter((pointer) => !known(pointer)).map((pointer) => `${id} ${pointer}`);
    });
    expect(stray).toEqual([]);
  });

  test("stand against other sources only in contradictions that say what was observed", () => {
    const known = new Set(CONTRADICTIONS.map(({ id }) => id));
    expect(observations.filter(({ contradicts = "C1" }) => !known.has(contradicts)).map(({ id }) => id)).toEqual([]);
  });

  test("that an operation answers with an error which it does not declare stand in a contradiction", () => {
    const silent = observations.filter(({ operation, error, contradicts }) => {
      const found = contract.operations.get(operation);
      const isAnybodys = error === "UnrecognizedClientException";
      return found?.errors.some(({ name }) => name === error) === false && !isAnybodys && error && !contradicts;
    });
    expect(silent.map(({ id, error }) => `${id} ${error ?? ""}`)).toEqual([]);
  });

  test("have the day that the account of them has", () => {
    const days = new Map(
      [...(loadSources().get("observations.md") ?? "").matchAll(/^- (O\d+)\. ([\w-]+):/gm)].map(([, id, day]) => [
        id,
        day,
      ]),
    );
    const told = observations.filter(({ id }) => days.has(id));
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter(({ id, date }) => days.get(id) !== date).map(({ id }) => id)).toEqual([]);
  });

  test("lie in the past", () => {
    const today = new Date().toISOString();
    expect(observations.filter(({ date }) => date !== "undated" && date > today).map(({ id }) => id)).toEqual([]);
  });

  test("say in words what their errors say", () => {
    for (const { says = [] } of observations) for (const words of says) expect(words).toBe(words.toLowerCase());
  });
});

test("each rule on levels is about a requirement that there is", () => {
  const stray = levels.flatMap(({ requirements = [] }) =>
    requirements.filter((pattern) => !ids.some((id) => isOneOf([pattern], id))),
  );
  expect(stray).toEqual([]);
});

describe("a bad file is told in one line", () => {
  const one = "{ id: O1, operation: ListClusters, sent: nothing, source: a/b#1, date: undated, seen: sdk }";
  const refusal = (written: string): string => {
    try {
      parseObservations(written, "bad.yaml");
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  test.each([
    ["an unknown member", `observations: [${one.replace("sent", "send")}]\nlevels: []`, /required property 'sent'/],
    ["a member too many", `observations: [${one.replace("}", ", by: me }")}]\nlevels: []`, /unknown member by/],
    ["a date that is none", `observations: [${one.replace("undated", "yesterday")}]\nlevels: []`, /must match pattern/],
    ["an id twice", `observations: [${one}, ${one}]\nlevels: []`, /O1 is given twice; take the next number/],
    [
      "a text without an error",
      `observations: [${one.replace("}", ", says: [no] }")}]\nlevels: []`,
      /must have required property/,
    ],
    ["a rule about nothing", `observations: []\nlevels: [{ level: INFO, remark: why }]`, /requirements/],
    ["no YAML", "observations: [", /not YAML/],
  ])("%s", (_what, written, message) => {
    expect(refusal(written)).toMatch(message);
    expect(refusal(written)).not.toContain("\n");
    expect(refusal(written)).toMatch(/^bad\.yaml/);
  });
});
