import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { parseContractText, type ContractText } from "#spec/contract/reading/contract-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { VALIDATION } from "#spec/requirements/error-table.ts";
import { ALWAYS_KNOWN, placeholdersIn } from "./placeholders.ts";
import { memberSchema } from "./member-schema.ts";
import { operationsOf, type Resource, type ResourceTable } from "./resource-table.ts";
import { serviceRequirements } from "./service-requirements.ts";
import { shownSchema } from "./table-readings.ts";
import { strayPointer } from "./table-pointers.ts";
import { unfitInput } from "./unfit-input.ts";
import { resourceTableOf } from "./written-table.ts";

const SCHEMA = JSON.parse(readFileSync(new URL("./resources.schema.json", import.meta.url), "utf8")) as JsonObject;

/**
 * Reads a resource table for a contract. Throws a ContractError, one clear line, where it is not of the form of
 * resources.schema.json, names an operation that the contract does not have, or a resource that it does not have itself.
 */
export function parseResources(text: string, file: string, contract: Contract): ResourceTable {
  const source = parseContractText(text, file, "a resource table");
  checkForm(source);
  const table = resourceTableOf(source.value);
  checkNames(source, table, contract);
  return {
    ...table,
    resources: table.resources.map((resource) => withGoing(resource, contract)),
    services: withTagging(table),
    inputs: { ...readingInputs(table, contract), ...table.inputs },
  };
}

/** What reads a kind is asked anyway: it needs no plain input of its own where nothing is required, or its row has one. */
function readingInputs({ resources }: ResourceTable, contract: Contract): ResourceTable["inputs"] {
  const reading = resources.flatMap(({ describe, list }) => [describe, list].filter((one) => one !== undefined));
  const inputs = reading.map(({ operation, input = {} }) => [operation, input] as const);
  return Object.fromEntries(inputs.filter(([id, input]) => !unfitInput(input, contract.operation(id).input)));
}

/** The operations on tags are about no kind alone, so they are judged even where no service names them. */
function withTagging({ tagging, services, resources }: ResourceTable): ResourceTable["services"] {
  const placed = new Set([...resources.flatMap(operationsOf), ...Object.values(services).flat()]);
  const left = (tagging === undefined ? [] : Object.values(tagging))
    .map(({ operation }) => operation)
    .filter((id) => !placed.has(id));
  return left.length === 0 ? services : { ...services, tags: [...(services["tags"] ?? []), ...left] };
}

/** What a state is called in AWS's models while a resource is being deleted; where they list none, in its documents. */
const GOING = { listed: /^delet(ing|(e|ion)_in_progress)$/i, unlisted: "DELETING" };

/** Where the table does not say how a kind is shown while it is going, the one state of the model that is called so does. */
function withGoing(resource: Resource, contract: Contract): Resource {
  const { ready, going, describe, delete: gone } = resource;
  if (ready === undefined || going !== undefined || describe === undefined || gone === undefined) return resource;
  const state = memberSchema(shownSchema(contract.operation(describe.operation), describe) ?? {}, ready.at);
  const listed = state?.enum ?? ([state?.type].flat().includes("string") ? [GOING.unlisted] : []);
  const [is, another] = listed.filter((value) => typeof value === "string" && GOING.listed.test(value));
  return typeof is === "string" && another === undefined ? { ...resource, going: { at: ready.at, is } } : resource;
}

function checkForm(source: ContractText): void {
  // That the schema itself is one is for a test to see.
  const validate = new Ajv2020({ strict: false, validateSchema: false }).compile(SCHEMA);
  if (validate(source.value)) return;
  const [error] = validate.errors ?? [];
  throw source.problem(
    error?.instancePath ?? "",
    inWords(error),
    "see resources.schema.json for what a table may hold",
  );
}

function inWords(error: ErrorObject | undefined): string {
  const extra: unknown = error?.params["additionalProperty"];
  return typeof extra === "string" ? `unknown member ${extra}` : (error?.message ?? "not a resource table");
}

function checkNames(source: ContractText, table: ResourceTable, contract: Contract): void {
  const known = new Set(table.resources.map(({ name }) => name));
  for (const resource of table.resources) {
    const at = childPointer("/resources", resource.name);
    if (resource.parent !== undefined && !known.has(resource.parent)) {
      throw source.problem(at, `no resource ${resource.parent}`, "name a parent that stands above it");
    }
    for (const id of operationsOf(resource)) requireOperation(source, contract, at, id);
    if (resource.protection !== undefined) requireOperation(source, contract, at, resource.protection.off.operation);
    for (const one of [resource.create, resource.describe, resource.list, resource.delete, resource.protection?.off]) {
      checkPlaceholders(source, table, at, one?.input ?? {});
    }
  }
  for (const [subject, ids] of Object.entries(table.services)) {
    for (const id of ids) requireOperation(source, contract, childPointer("/services", subject), id);
  }
  for (const [id, filters] of Object.entries(table.filters)) {
    const at = childPointer("/filters", id);
    requireOperation(source, contract, at, id);
    const stray = Object.values(filters).find((member) => !member.startsWith("/") && !known.has(member));
    if (stray !== undefined)
      throw source.problem(at, `no resource ${stray}`, "give a pointer into an item, or a kind of resource");
  }
  for (const id of Object.keys(table.patches)) requireOperation(source, contract, childPointer("/patches", id), id);
  for (const [id, input] of Object.entries(table.inputs)) {
    const at = childPointer("/inputs", id);
    requireOperation(source, contract, at, id);
    checkMembers(source, contract, at, Object.keys(input));
    checkPlaceholders(source, table, at, input);
    const unfit = unfitInput(input, contract.operation(id).input);
    if (unfit !== undefined) throw source.problem(at + unfit.at, unfit.what, unfit.mend);
  }
  checkErrors(source, table, contract);
  checkStates(source, table, contract);
  checkDoubts(source, table, contract);
  const stray = strayPointer(table, contract);
  if (stray === undefined) return;
  const { inTable, pointer, into, schemas } = stray;
  throw source.problem(inTable, `${into} has nothing at ${pointer}`, `it has ${membersOf(schemas)}`);
}

function checkStates(source: ContractText, table: ResourceTable, contract: Contract): void {
  const { states, resources } = table;
  for (const [id, { of, after = [], with: more = {} }] of Object.entries(states)) {
    const at = childPointer("/states", id);
    checkPlaceholders(source, table, at, more);
    for (const one of [id, ...after]) requireOperation(source, contract, at, one);
    if (of !== undefined && resources.every(({ name }) => name !== of))
      throw source.problem(at, `no resource ${of}`, "name a kind that has one");
  }
}

function checkDoubts(source: ContractText, table: ResourceTable, contract: Contract): void {
  for (const [id, doubted] of Object.entries(table.doubts)) {
    const at = childPointer("/doubts", id);
    requireOperation(source, contract, at, id);
    const named = doubted.filter((each) => each.startsWith(`${contract.operation(id).prefix}.`));
    const known = named.length === 0 ? [] : serviceRequirements(contract, table);
    const stray = named.find((each) => known.every((requirement) => requirement.id !== each));
    if (stray !== undefined)
      throw source.problem(at, `there is no requirement ${stray}`, "take an id that `list` prints, or a member");
    const within = doubted.filter((each) => each.startsWith("/"));
    const { input } = contract.operation(id);
    const lost = within.find((pointer) => memberSchema(input, pointer) === undefined);
    if (lost !== undefined)
      throw source.problem(at, `its input has nothing at ${lost}`, `it has ${membersOf([input])}`);
    const members = doubted.filter((each) => !named.includes(each) && !within.includes(each));
    checkMembers(source, contract, at, members);
  }
}

/** An error that no operation documents would never be asked for. */
function checkErrors(source: ContractText, { errors }: ResourceTable, { operations }: Contract): void {
  const { unknown, untaggable = [], taken, alone = [], invalid = [] } = errors;
  const documented = new Set([...operations.values()].flatMap((one) => one.errors.map(({ name }) => name)));
  for (const [at, names] of [
    ["/errors/unknown", unknown],
    ["/errors/untaggable", untaggable],
    ["/errors/taken", taken],
    ["/errors/alone", alone],
    // What the frameworks answer by themselves needs no word of the model.
    ["/errors/invalid", invalid.filter((name) => name !== VALIDATION.name)],
  ] as const) {
    const stray = names.find((name) => !documented.has(name));
    if (stray === undefined) continue;
    throw source.problem(at, `no operation documents the error ${stray}`, `name one of ${[...documented].join(", ")}`);
  }
}

function membersOf(schemas: readonly JsonSchema[]): string {
  const names = schemas.flatMap(({ properties = {} }) => Object.keys(properties).map((name) => `/${name}`));
  return [...new Set(names)].join(", ") || "no members";
}

function requireOperation(source: ContractText, contract: Contract, at: string, id: string): void {
  if (!contract.operations.has(id)) throw source.problem(at, `the contract has no operation ${id}`, "leave it out");
}

function checkMembers(source: ContractText, contract: Contract, at: string, names: readonly string[]): void {
  const members = contract.operation(at.slice(at.lastIndexOf("/") + 1)).members.map(({ name }) => name);
  const unknown = names.find((name) => !members.includes(name));
  if (unknown === undefined) return;
  throw source.problem(at, `its input has no member ${unknown}`, `it has ${members.join(", ") || "none"}`);
}

/** Everything that is sent must stand for something: an operation with a name that nobody knows would never be tried. */
function checkPlaceholders(source: ContractText, { resources, values }: ResourceTable, at: string, input: JsonValue) {
  const kinds = resources.map(({ name }) => name);
  const known = new Set([...kinds, ...kinds.map((name) => `${name}.arn`), ...Object.keys(values), ...ALWAYS_KNOWN]);
  const stray = placeholdersIn(input).find((name) => !known.has(name));
  if (stray === undefined) return;
  const mend = `name one of ${[...kinds, ...Object.keys(values), ...ALWAYS_KNOWN].map((name) => `$${name}`).join(", ")}`;
  throw source.problem(at, `$${stray} stands for no resource and no value of this table`, mend);
}
