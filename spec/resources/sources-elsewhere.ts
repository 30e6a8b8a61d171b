import type { Contract } from "#spec/contract/contract.ts";
import { groundsOf } from "#spec/derived/keyword-trace.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import type { Requirement, Trace } from "#spec/requirement.ts";
import { PROMISES_SOURCE } from "./promises/promise.ts";

/** What restJson1 and HTTP say, for services that EKS's pages say nothing of, by the id of the requirement. */
const ELSEWHERE: Readonly<Record<string, Trace>> = {
  "api.content-type": {
    source: "protocol.md",
    quote: "P14. A response with a JSON body says `Content-Type: application/json`.",
  },
  "api.json": {
    source: "protocol.md",
    quote: "P70. Members of an output that are bound to nothing else make up one JSON object, the body.",
  },
  "api.error.documented": {
    source: "protocol.md",
    quote: "P40. An error that the service has not modelled is reported as InternalFailure, without details.",
  },
  "api.no-server-error": {
    source: "protocol.md",
    quote: "P69. A status 5xx says that the server has erred, or cannot do what it is asked.",
  },
};

/** Whether a contract is of EKS, of which more is known than its contract says. */
export function isOfEks({ operations }: Contract): boolean {
  return operations.has(OPERATIONS.register);
}

/** Sources of a service that is not EKS: its own contract and the protocol, in place of what is written of EKS. */
export function sourcedFor(contract: Contract): (requirement: Requirement) => Requirement {
  if (isOfEks(contract)) return (requirement) => requirement;
  const nodes = operationNodes(contract);
  return (requirement) => {
    const trace = ELSEWHERE[requirement.id];
    if (trace !== undefined) return { ...requirement, authority: "protocol", evidence: "protocol", trace };
    if (requirement.trace.source !== PROMISES_SOURCE) return requirement;
    const grounds = groundsInContract(contract, nodes.get(requirement.operation) ?? {}, requirement);
    const { authority, evidence } = requirement.evidence === "inferred" ? requirement : grounds;
    return { ...requirement, authority, evidence, trace: grounds.trace };
  };
}

/** The line of the error, of how the answers come in pages, or of the operation. */
function groundsInContract(
  contract: Contract,
  node: JsonObject,
  { operation, subject, id }: Requirement,
): ReturnType<typeof groundsOf> {
  const error = contract.operation(operation).errors.find(({ name }) => name === subject?.error);
  if (error !== undefined)
    return groundsOf(contract, error.schema, { part: "error", keyword: "x-error", value: error.status });
  return groundsOf(contract, node, { part: "error", keyword: id.includes(".pages.") ? "x-pages" : "operationId" });
}

/** The operations as the document has them, by operationId. */
function operationNodes({ document }: Contract): ReadonlyMap<JsonValue, JsonObject> {
  const items = Object.values(document.paths ?? {}) as unknown as readonly JsonObject[];
  const nodes = items.flatMap((item) => Object.values(item).filter(isJsonObject));
  return new Map(nodes.flatMap((node) => (node["operationId"] === undefined ? [] : [[node["operationId"], node]])));
}
