import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Member, ModelOperation, ServiceModel, Shape } from "#spec/models/service-model.ts";
import { note, type Conversion } from "./conversion.ts";
import { operationObject } from "./operation-object.ts";

/** Names of the structures and unions that can hold themselves, however far down. */
function recursiveStructures({ shapes }: ServiceModel): Set<string> {
  const found = new Set<string>();
  for (const shape of shapes.values()) {
    if (shape.members !== undefined && reaches(shapes, shape)) found.add(shape.name);
  }
  return found;
}

function reaches(shapes: ServiceModel["shapes"], from: Shape): boolean {
  const seen = new Set<Shape>();
  const open = [...partsOf(shapes, from)];
  for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
    if (shape === from) return true;
    if (seen.has(shape)) continue;
    seen.add(shape);
    open.push(...partsOf(shapes, shape));
  }
  return false;
}

function partsOf(shapes: ServiceModel["shapes"], { members = [], element }: Shape): Shape[] {
  const all = element === undefined ? members : [...members, element];
  return all.flatMap(({ shape }) => shapes.get(shape) ?? []);
}

/** Where a model was taken from, for whoever reads the document. */
export type Provenance = Readonly<Record<string, string>>;

/** A service's model as an OpenAPI 3.1 document; its extensions are listed at the head of spec/openapi.yaml. */
export function documentOfModel(model: ServiceModel, provenance: Provenance): JsonObject {
  const conversion: Conversion = {
    model,
    recursive: recursiveStructures(model),
    components: new Map(),
    converted: new Map(),
    unsupported: new Map(),
    leftOut: [],
  };
  const paths: JsonObject = {};
  for (const operation of model.operations) addOperation(conversion, operation, paths);
  const components = [...conversion.components].sort(([one], [other]) => (one < other ? -1 : 1));
  return definedMembers({
    openapi: "3.1.1",
    info: { title: model.title, version: model.version },
    "x-authority": "model",
    "x-signing-name": model.signingName,
    "x-source": { ...provenance },
    "x-unsupported": [...conversion.unsupported].map(([what, operations]) => ({ what, operations: [...operations] })),
    "x-left-out": conversion.leftOut.length === 0 ? undefined : conversion.leftOut,
    paths,
    components: { schemas: Object.fromEntries(components) },
  });
}

function addOperation(conversion: Conversion, operation: ModelOperation, paths: JsonObject): void {
  const use = { operation: operation.name };
  const leaveOut = (why: string): void => {
    const { name, method, uri: path } = operation;
    const reason = `left out: ${why}`;
    note(conversion, use, reason);
    conversion.leftOut.push({ id: name, method, path, reason });
  };
  const obstacle = obstacleTo(conversion.model, operation);
  if (obstacle !== undefined) return leaveOut(obstacle);
  for (const what of operation.unsupported) note(conversion, use, what);
  const object = operationObject(conversion, operation);
  if (object === undefined) return leaveOut("its input goes too deep into itself");
  const pathItem = (paths[operation.uri] ??= {}) as JsonObject;
  pathItem[operation.method.toLowerCase()] = object;
}

/** Why an operation can't be called. */
function obstacleTo({ shapes }: ServiceModel, { input, output }: ModelOperation): string | undefined {
  const members = (key: string | undefined): readonly Member[] => shapes.get(key ?? "")?.members ?? [];
  const streams = (key: string | undefined): boolean =>
    members(key).some(({ shape }) => shapes.get(shape)?.eventStream === true);
  if (streams(input)) return "its input is a stream of events";
  if (streams(output)) return "its output is a stream of events";
  const twice = nameOfTwo(members(input));
  return twice === undefined ? undefined : `${twice} is the name of one member and, in the body, of another`;
}

/** Inputs have members of the body under their names in JSON, and all others under their own. */
function nameOfTwo(members: readonly Member[]): string | undefined {
  const inBody = members.filter(({ binding }) => binding === undefined);
  const names = new Set(inBody.map(({ name, wireName = name }) => wireName));
  return members.find(({ name, binding }) => binding !== undefined && names.has(name))?.name;
}
