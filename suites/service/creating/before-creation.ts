import type { Beforehand } from "#custody/ownership/ownership.ts";
import { isMadeFrom } from "#custody/ownership/run-prefix.ts";
import type { ListedBefore } from "#custody/ownership/whose-given-name.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isUnnamedKind } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import { intendedBy } from "./made-by.ts";

/** What a request may create, and under which name, if its input has one. */
export interface Creating extends BeforeCreation {
  readonly input: JsonObject;
  /** Epoch milliseconds before it was sent. */
  readonly from: number;
  /** The case sent it before. */
  readonly isAgain: boolean;
}

/** What is known before such a request is sent. */
export interface BeforeCreation {
  readonly resource: Resource;
  readonly parent: MadeResource | undefined;
  readonly intended: MadeResource | undefined;
  /** Of a name that anybody may have. It is ours only where it was free, whatever the answer to its creation says. */
  readonly beforehand: Beforehand | undefined;
  /** Of what the service names. */
  readonly before: ListedBefore | undefined;
}

/** The service names what this one makes, and it belongs to nothing that the run has: nothing else leads to it. */
export function isUnnamed({ resource, parent }: Pick<Creating, "resource" | "parent">): boolean {
  return resource.id.input === undefined && parent === undefined;
}

/** What sends a creation in place of the case: of what has a name by which it can be looked for, and belongs to nothing. */
export function byCustody(
  { createByName }: Pick<ServiceContext, "createByName">,
  { resource, parent }: Pick<BeforeCreation, "resource" | "parent">,
): ServiceContext["createByName"] {
  return resource.id.input !== undefined && parent === undefined ? createByName : undefined;
}

/** Writes the name down, if the input has one, and looks at what is there already. */
export async function beforeCreation(
  round: ServiceRound,
  { resource, parent }: Pick<BeforeCreation, "resource" | "parent">,
  input: JsonObject,
): Promise<BeforeCreation> {
  const intended = intendedBy(resource, parent, input);
  if (intended === undefined) {
    const before = await listedBefore(round, resource);
    return { resource, parent, intended, beforehand: undefined, before };
  }
  // Custody writes down what it sends, before each attempt.
  if (byCustody(round.context, { resource, parent }) === undefined)
    round.context.keeper.intend(intended, { case: round.caseId });
  return { resource, parent, intended, beforehand: await beforehandOf(round, intended), before: undefined };
}

async function beforehandOf(round: ServiceRound, intended: MadeResource): Promise<Beforehand | undefined> {
  if (intended.parent !== undefined || isMadeFrom(round.context.generation.prefix, intended.id)) return undefined;
  const isThere = await round.describes(intended);
  if (isThere === undefined) return "unknown";
  return isThere ? "taken" : "free";
}

/** Of a kind whose names the service gives: what is there already is not what the run makes. */
async function listedBefore(round: ServiceRound, resource: Resource): Promise<ListedBefore | undefined> {
  const { list } = resource;
  if (!isUnnamedKind(resource) || list === undefined) return undefined;
  return round.context.keeper.listedBefore(resource, () => round.list(undefined, list, "compared"));
}
