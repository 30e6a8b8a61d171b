import type { MadeResource } from "#custody/resources/made-resource.ts";
import { otherValue } from "#generators/schema/other-value.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import { atPlacesOf } from "#suites/service/controls/applied-change.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { common } from "#suites/service/inputs/held-as-sent.ts";
import { type Optionals, optionalsOf } from "#suites/service/inputs/optionals-of.ts";

/** A member that a change may have by itself, with a value that it can have. */
export interface ChangedMember {
  readonly name: string;
  readonly value: JsonValue;
}

/** How one of a kind can be changed. */
export interface ChangesOf {
  readonly operation: Operation;
  readonly made: MadeResource;
  readonly plain: JsonObject;
  /** The members that name the resource. */
  readonly naming: readonly string[];
  readonly optionals: Optionals;
  readonly members: readonly ChangedMember[];
}

/** Undefined where nothing describes it, or no request would change it. */
export function changesOf(session: ServiceSession, operation: Operation, made: MadeResource): ChangesOf | undefined {
  const { context } = session;
  const optionals = optionalsOf(context, operation);
  const plain = plainInput(context, { operation: operation.id }, { made, salt: session.salt() });
  if (optionals === undefined || plain === undefined) return undefined;
  const naming = membersNaming(made, context.table.inputs[operation.id] ?? {});
  const own = Object.entries(plain).filter(
    ([name, value]) =>
      !naming.includes(name) &&
      isInBody(operation, name) &&
      common({ [name]: value }, operation.input, optionals.shape),
  );
  const members = [...own, ...Object.entries(optionals.members)].map(([name, value]) => ({ name, value }));
  return { operation, made, plain, naming, optionals, members };
}

/** What says which resource the change is of, even where the model requires none of it. */
function membersNaming({ resource, parent }: MadeResource, template: JsonObject): string[] {
  const own = Object.keys(template).filter((name) => placeholdersIn(template[name] ?? null).includes(resource.name));
  return parent === undefined ? own : [...own, ...membersNaming(parent, template)];
}

/** The input that changes members, and no others, each to another value than is shown. */
export async function otherInput(
  session: ServiceSession,
  { operation, made, plain, naming, optionals }: ChangesOf,
  members: readonly ChangedMember[],
): Promise<{ readonly input: JsonObject; readonly member: JsonObject }> {
  const shown = session.shown(made, await session.describe(made)) ?? {};
  const others = members.map(({ name, value }): [string, JsonValue] => {
    const now = atPlacesOf({ [name]: value }, shown)[name] ?? value;
    const schema = optionals.input.properties?.[name] ?? {};
    return [name, otherValue(now, schema, session.context.generation, session.salt(name)) ?? value];
  });
  const member = Object.fromEntries(others);
  const needed = Object.entries(plain).filter(([each]) => naming.includes(each) || isNeeded(operation, each));
  return { input: { ...Object.fromEntries(needed), ...member }, member };
}

function isNeeded({ members }: Operation, name: string): boolean {
  return members.some((member) => member.name === name && (member.required || member.in === "path"));
}

function isInBody({ members }: Operation, name: string): boolean {
  return members.some((member) => member.name === name && member.in === "body");
}
