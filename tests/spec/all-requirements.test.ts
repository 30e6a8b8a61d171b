import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse, stringify } from "yaml";
import { allRequirements, WRITTEN_REQUIREMENTS } from "#spec/all-requirements.ts";
import { parseContract } from "#spec/contract/contract.ts";
import { CALLED_OTHERWISE } from "#spec/registration/called-otherwise.ts";
import { registrationTable } from "#spec/registration/registration-service.ts";
import { resourceRequirements } from "#spec/resources/resource-requirements.ts";
import { deriveRequirements } from "#spec/derived/derive.ts";
import { unspecifiedRequirements } from "#spec/derived/derive-unspecified.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { asObserved } from "#spec/observations/as-observed.ts";
import { AREAS } from "#spec/requirement.ts";
import { presupposingKnown } from "#spec/requirements/presupposed.ts";
import { loadSources, resolveTrace } from "#spec/trace.ts";

const contract = loadBundledContract();
const requirements = allRequirements(contract);
const OWN = [...WRITTEN_REQUIREMENTS, ...deriveRequirements(contract), ...unspecifiedRequirements(contract)];

const idsOf = (some: readonly { readonly id: string }[]): string[] => some.map(({ id }) => id);

/** The bundled contract without the operations of some paths. */
function contractWithout(...paths: readonly string[]) {
  const document = parse(readFileSync(new URL("../../spec/openapi.yaml", import.meta.url), "utf8")) as {
    paths: JsonObject;
  };
  const left = Object.entries(document.paths).filter(([path]) => !paths.includes(path));
  return parseContract(stringify({ ...document, paths: Object.fromEntries(left) }), "part.yaml");
}

describe("all requirements of the bundled contract", () => {
  test("are the written ones, the derived ones and the unspecified classes, in this order", () => {
    expect(requirements.slice(0, OWN.length)).toEqual(asObserved(contract, presupposingKnown(OWN)));
    expect(idsOf(requirements.slice(0, OWN.length))).toEqual(idsOf(OWN));
  });

  test("are, after these, what the table promises that they do not say, in their own words or others", () => {
    const said = new Set([...idsOf(OWN), ...CALLED_OTHERWISE.keys()]);
    const promised = idsOf(resourceRequirements({ contract, table: registrationTable(contract) }));
    expect(idsOf(requirements.slice(OWN.length))).toEqual(promised.filter((id) => !said.has(id)));
  });

  test("have what promises of the table are called, and are none of these", () => {
    const ids = idsOf(requirements);
    const promised = new Set(idsOf(resourceRequirements({ contract, table: registrationTable(contract) })));
    for (const [promise, id] of CALLED_OTHERWISE) {
      expect(promised).toContain(promise);
      expect(ids).not.toContain(promise);
      if (id !== undefined) expect(ids).toContain(id);
    }
  });

  test("presuppose requirements there are", () => {
    const ids = new Set(idsOf(requirements));
    expect(requirements.flatMap(({ presupposes = [] }) => presupposes).filter((id) => !ids.has(id))).toEqual([]);
  });

  test("have ids of their own", () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test("have ids that begin with the operation they are about, or with api", () => {
    const prefixes = new Map([...contract.operations.values()].map(({ id, prefix }) => [id, prefix]));
    for (const { id, operation } of requirements) {
      const [first = ""] = id.split(".");
      if (operation === "*") expect(first).toBe("api");
      else if (first !== "api") expect([...prefixes.values()]).toContain(first);
      expect(id).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    }
  });

  test("cover every area but none beside them, and end their titles as sentences", () => {
    expect(new Set(requirements.map(({ area }) => area))).toEqual(new Set(AREAS));
    for (const { title } of WRITTEN_REQUIREMENTS) expect(title).toMatch(/^[A-Z].*\.$/);
  });

  test("name operations that the contract has", () => {
    for (const { operation } of requirements) expect(["*", ...contract.operations.keys()]).toContain(operation);
  });

  test("have traces that stand in their sources", () => {
    const sources = loadSources();
    expect(requirements.filter(({ trace }) => resolveTrace(trace, sources) === undefined).map(({ id }) => id)).toEqual(
      [],
    );
  });

  test("need a feature only where they are about signatures, callers, tags or many clusters", () => {
    const needing = (name: string) => requirements.filter(({ feature }) => feature === name);
    expect(new Set(requirements.map(({ feature }) => feature))).toEqual(
      new Set([undefined, "auth", "expired-token", "no-permission", "tags", "quota", "default-page"]),
    );
    const ofCallers = ["auth", "expired-token", "no-permission"];
    expect(requirements.filter(({ feature = "" }) => ofCallers.includes(feature))).toEqual(
      requirements.filter(({ area }) => area === "authentication"),
    );
    const operations = new Set(needing("tags").map(({ operation }) => operation));
    expect(operations).toEqual(new Set(["TagResource", "UntagResource", "ListTagsForResource", "DescribeCluster"]));
  });

  test("that tell of silence bind nobody", () => {
    const silent = requirements.filter(({ id }) => id.includes(".unspecified."));
    expect(silent.map(({ level }) => level)).toEqual(silent.map(() => "INFO"));
    expect(silent.length).toBeGreaterThan(5);
  });
});

describe("under a contract without an operation", () => {
  test("nothing is asked of it, and all the rest is, but what only it would show", () => {
    const part = contractWithout("/clusters", "/clusters/{name}");
    const gone = new Set(["ListClusters", "DescribeCluster"]);
    const left = idsOf(allRequirements(part));
    const rest = requirements.filter(({ operation }) => !gone.has(operation));
    const own = new Set(idsOf(OWN));
    expect(left.filter((id) => own.has(id))).toEqual(idsOf(rest).filter((id) => own.has(id)));
    const promised = idsOf(rest).filter((id) => !own.has(id));
    const unshown = promised.filter((id) => !left.includes(id));
    expect(left.filter((id) => !own.has(id))).toEqual(promised.filter((id) => !unshown.includes(id)));
    expect(unshown).toContain("register.tags.odd");
    expect(unshown).not.toContain("deregister.valid");
  });
});
