import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Contract } from "../contract/contract.ts";
import { parseContractText, type ContractText } from "../contract/reading/contract-text.ts";
import type { JsonObject } from "../json/json.ts";
import { childPointer } from "../json/json-pointer.ts";
import { placeholdersIn } from "./placeholders.ts";
import {
  operationsOf,
  type ListOperation,
  type Resource,
  type ResourceTable,
  type ResourceTags,
} from "./resource-table.ts";

const SCHEMA = JSON.parse(readFileSync(new URL("./resources.schema.json", import.meta.url), "utf8")) as JsonObject;

/** The same members as a table has, before what may be left out is filled in. */
type WrittenResource = Partial<Omit<Resource, "name" | "list" | "tags">> &
  Pick<Resource, "id"> & {
    readonly tags?: true | string | ResourceTags;
    readonly list?: Partial<ListOperation> & { readonly operation: string };
  };

/**
 * Reads a resource table for a contract. Throws a ContractError, one clear line, where it is not of the form of
 * resources.schema.json, names an operation that the contract does not have, or a resource that it does not have itself.
 */
export function parseResources(text: string, file: string, contract: Contract): ResourceTable {
  const source = parseContractText(text, file);
  checkForm(source);
  const written = source.value as unknown as Omit<ResourceTable, "resources" | "services" | "doubts" | "values"> & {
    readonly resources: Readonly<Record<string, WrittenResource>>;
    readonly services?: ResourceTable["services"];
    readonly doubts?: ResourceTable["doubts"];
    readonly values?: ResourceTable["values"];
  };
  const resources = Object.entries(written.resources).map(([name, resource]) => completed(name, resource));
  const table: ResourceTable = {
    ...written,
    resources,
    services: written.services ?? {},
    doubts: written.doubts ?? {},
    values: written.values ?? {},
  };
  checkNames(source, table, contract);
  return table;
}

function completed(name: string, { list, tags, ...written }: WrittenResource): Resource {
  return {
    updates: [],
    others: [],
    fixed: false,
    ...written,
    name,
    tags: tags === undefined ? undefined : tagsOf(tags),
    list: list === undefined ? undefined : { at: "", item: "", ...list },
  };
}

function tagsOf(written: true | string | ResourceTags): ResourceTags {
  if (written === true) return { input: "/tags", shown: "/tags" };
  return typeof written === "string" ? { input: "/tags", shown: written } : written;
}

function checkForm(source: ContractText): void {
  // That the schema itself is one is for a test to see.
  const validate = new Ajv2020({ strict: false, validateSchema: false }).compile(SCHEMA);
  if (validate(source.value)) return;
  const [error] = validate.errors ?? [];
  throw source.fault(error?.instancePath ?? "", inWords(error), "see resources.schema.json for what a table may hold");
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
      throw source.fault(at, `no resource ${resource.parent}`, "name a parent that stands above it");
    }
    for (const id of operationsOf(resource)) requireOperation(source, contract, at, id);
  }
  for (const [subject, ids] of Object.entries(table.services)) {
    for (const id of ids) requireOperation(source, contract, childPointer("/services", subject), id);
  }
  for (const [id, input] of Object.entries(table.inputs)) {
    const at = childPointer("/inputs", id);
    requireOperation(source, contract, at, id);
    checkMembers(source, contract, at, input);
    for (const name of placeholdersIn(input)) checkPlaceholder(source, known, at, name);
  }
}

function requireOperation(source: ContractText, contract: Contract, at: string, id: string): void {
  if (!contract.operations.has(id)) throw source.fault(at, `the contract has no operation ${id}`, "leave it out");
}

function checkMembers(source: ContractText, contract: Contract, at: string, input: JsonObject): void {
  const members = contract.operation(at.slice(at.lastIndexOf("/") + 1)).members.map(({ name }) => name);
  const unknown = Object.keys(input).find((name) => !members.includes(name));
  if (unknown === undefined) return;
  throw source.fault(at, `its input has no member ${unknown}`, `it has ${members.join(", ") || "none"}`);
}

/** `$newVersion` and the like come from the kind of target, in camel case; what has a hyphen can only be a resource. */
function checkPlaceholder(source: ContractText, known: ReadonlySet<string>, at: string, name: string): void {
  const resource = name.replace(/\.arn$/, "");
  if (known.has(resource) || resource === "new" || !(name.includes("-") || name.endsWith(".arn"))) return;
  throw source.fault(at, `$${name} stands for no resource of this table`, "name one of its resources");
}
