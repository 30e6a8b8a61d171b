import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { ModelOperation, ServiceModel, Shape } from "#spec/models/service-model.ts";

/** How a list comes in pages: a model speaks of members, inputs and answers have names on the wire for some of them. */
export function pagesObject(
  model: ServiceModel,
  { pages, input, output }: Pick<ModelOperation, "pages" | "input" | "output">,
): JsonObject | undefined {
  if (pages === undefined) return undefined;
  const { inputToken, outputToken, items, pageSize } = pages;
  const asked = model.shapes.get(input ?? "");
  const answered = model.shapes.get(output ?? "");
  return definedMembers({
    inputToken: nameInInput(asked, inputToken),
    outputToken: pathInBody(model, answered, outputToken),
    items: items === undefined ? undefined : pathInBody(model, answered, items),
    pageSize: pageSize === undefined ? undefined : nameInInput(asked, pageSize),
  });
}

/** Inputs have members of the body under their names in JSON, and all others under their own. */
function nameInInput(shape: Shape | undefined, name: string): string {
  const member = memberOf(shape, name);
  return member?.binding === undefined ? (member?.wireName ?? name) : name;
}

/** A member that is the whole body adds no step. */
function pathInBody(model: ServiceModel, output: Shape | undefined, path: string): string {
  const steps: string[] = [];
  let shape = output;
  for (const name of path.split(".")) {
    const member = memberOf(shape, name);
    if (member?.binding !== "payload") steps.push(member?.wireName ?? name);
    shape = model.shapes.get(member?.shape ?? "");
  }
  return steps.join(".");
}

function memberOf(shape: Shape | undefined, name: string) {
  return shape?.members?.find((member) => member.name === name);
}
