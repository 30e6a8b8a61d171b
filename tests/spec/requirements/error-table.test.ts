import { describe, expect, test } from "@jest/globals";
import { loadSources } from "#spec/trace.ts";
import { COMMON_ERRORS, EKS_ERRORS } from "#spec/requirements/error-table.ts";
import { contract } from "#tests/suites/bundled-contract.ts";

const SOURCES = loadSources();
const protocol = SOURCES.get("protocol.md") ?? "";
const model = SOURCES.get("eks-model.md") ?? "";

/** Each status that a rule of the protocol gives an error. */
const RULES = [
  ...[...protocol.matchAll(/status (\d{3}) and (\w+)/g)].map(([, status, name]) => [name, status]),
  ...[...protocol.matchAll(/(\w+) has status (\d{3})/g)].map(([, name, status]) => [name, status]),
].map(([name = "", status]): [string, number] => [name, Number(status)]);

/** The statuses of the errors of EKS's model. */
const MODELLED = new Map(
  [...model.matchAll(/^- (\w+): status (\d{3})/gm)].map(([, name = "", status]) => [name, Number(status)]),
);

describe("common errors", () => {
  test("the rules of the protocol give statuses to a dozen", () => {
    expect(new Set(RULES.map(([name]) => name)).size).toBeGreaterThan(10);
  });

  test.each(RULES)("%s may come with %i, as a rule of the protocol says", (name, status) => {
    expect(COMMON_ERRORS[name]).toContain(status);
  });

  test.each(Object.entries(COMMON_ERRORS))(
    "%s has statuses of refusals, each once and in order",
    (_name, statuses = []) => {
      expect(statuses).not.toEqual([]);
      expect(statuses).toEqual([...new Set(statuses)].sort());
      expect(statuses.filter((status) => status < 400 || status > 599)).toEqual([]);
    },
  );

  test("of the caller and of the request are not the server's failing", () => {
    const servers = Object.entries(COMMON_ERRORS).filter(([, statuses = []]) =>
      statuses.some((status) => status >= 500),
    );
    expect(servers.map(([name]) => name)).toEqual(["InternalFailure", "InternalServerException", "ServiceUnavailable"]);
  });
});

describe("errors of EKS", () => {
  test.each([...EKS_ERRORS])("%s is in the model, as a refusal of the request", (name) => {
    expect(MODELLED.get(name)).toBeGreaterThanOrEqual(400);
    expect(MODELLED.get(name)).toBeLessThan(500);
  });

  test("are not common to all services", () => {
    expect([...EKS_ERRORS].filter((name) => Object.hasOwn(COMMON_ERRORS, name))).toEqual([]);
  });

  test("have, where an operation documents them, the status that the model gives them", () => {
    const documented = [...contract.operations.values()].flatMap(({ errors }) => errors);
    const known = documented.filter(({ name }) => EKS_ERRORS.has(name));
    expect(known.length).toBeGreaterThan(3);
    expect(known.filter(({ name, status }) => MODELLED.get(name) !== status)).toEqual([]);
  });
});
