import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { childPointer, valueAt } from "#spec/json/json-pointer.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { inheritedTagsId } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { shownSchema } from "#spec/resources/table-readings.ts";
import { readTags, tagForm } from "#spec/resources/tag-form.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import { sentTags } from "#suites/service/inputs/sent-tags.ts";
import { KIND_KEY } from "#suites/service/inputs/tags-of-shared.ts";
import type { AsCreated, ServiceContext } from "#suites/service/service-context.ts";

type CreatedContext = Pick<ServiceContext, "contract" | "table" | "asCreated" | "knownRequirements">;

/** What a description shows of a resource, and what both were created with. */
interface DescribedAsCreated {
  readonly about: MadeResource;
  readonly created: AsCreated;
  readonly shown: JsonObject;
}

/** Whether a description shows the tag by which what it belongs to is told from other kinds, and that it was not sent itself. */
export function* inheritedTagsFinding(
  context: CreatedContext,
  { about: { resource, parent }, created, shown }: DescribedAsCreated,
): Iterable<RequirementFinding> {
  const { describe, tags } = resource;
  const id = inheritedTagsId(context, resource);
  const above = parent && context.asCreated.get(keyOf(parent));
  if (id === undefined || !context.knownRequirements.has(id) || parent === undefined || above === undefined) return;
  if (describe === undefined || tags?.shown === undefined) return;
  const [given, own] = [sentKind(context, parent.resource, above), sentKind(context, resource, created)];
  const shape = shownSchema(context.contract.operation(describe.operation), describe) ?? {};
  const form = tagForm(memberSchema(shape, tags.shown));
  const there = readTags(form, valueAt(shown, tags.shown) ?? {});
  if (given === undefined || own !== undefined || there === undefined) return;
  const at = childPointer(`${describe.shows ?? ""}${tags.shown}`, KIND_KEY);
  const difference = { at, expected: "absent", ...receivedValue(given, jsonText) };
  const expected = `no tag of the ${parent.resource.name.replaceAll("-", " ")} that it belongs to`;
  const found = check(there[KIND_KEY] !== given, expected, `its tag ${KIND_KEY}`, [difference]);
  yield [id, wanting(found, form === "map" ? { members: [{ at, absent: true }] } : undefined)];
}

function sentKind(
  { contract }: CreatedContext,
  resource: Resource,
  { input }: AsCreated,
): JsonObject[string] | undefined {
  const { create } = resource;
  return create && sentTags(resource, contract.operation(create.operation), input)[KIND_KEY];
}
