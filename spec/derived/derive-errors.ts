import { kebab } from "./constraint.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { groundsOf } from "./keyword-trace.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import { code, series } from "#spec/prose.ts";
import type { Requirement } from "#spec/requirement.ts";

/** What is promised of an error: the HTTP status it comes with, or the types of its members. */
export type ErrorAspect = "status" | "members";

/** `register.error.resource-in-use.status`. */
export function errorRequirementId(prefix: string, error: string, aspect: ErrorAspect): string {
  return `${prefix}.error.${kebab(error.replace(/Exception$/, ""))}.${aspect}`;
}

/** Two requirements for each error that an operation documents, whichever request brings it about. */
export function errorRequirements(contract: Contract, operation: Operation): Requirement[] {
  return operation.errors.flatMap((error): Requirement[] => {
    const common = { operation: operation.id, area: "error-mapping", seenWhen: "error-occurs" } as const;
    const subject = { error: error.name };
    return [
      {
        id: errorRequirementId(operation.prefix, error.name, "status"),
        ...common,
        ...groundsOf(contract, error.schema, { part: "error", keyword: "x-error", value: error.status }),
        title: `${error.name} always has HTTP status ${error.status}.`,
        subject,
      },
      {
        id: errorRequirementId(operation.prefix, error.name, "members"),
        ...common,
        ...groundsOf(contract, error.schema, { part: "error", keyword: "properties" }),
        title: membersTitle(error),
        subject,
      },
    ];
  });
}

function membersTitle({ name, schema }: DocumentedError): string {
  const members = series(Object.keys(schema.properties ?? {}).map(code));
  return `The members of ${name} have their documented types: ${members}.`;
}
