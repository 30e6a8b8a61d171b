import { modelError } from "./model-error.ts";
import type { Member, ModelOperation, ServiceModel, Shape } from "./service-model.ts";

/** Several times what the largest service has: what reads a model takes a time that grows with the square of it. */
const MOST_SHAPES = 10_000;
const MOST_MEMBERS = 2_000;

/**
 * Throws a ContractError where a model is too large, speaks of a shape that it does not have, answers with what is no
 * structure, or has a list or map that is made of nothing but itself.
 */
export function checkModel(model: ServiceModel, file: string): void {
  const { size } = model.shapes;
  if (size > MOST_SHAPES)
    throw modelError(file, "", `the model has ${size} shapes`, `give one of up to ${MOST_SHAPES}`);
  for (const operation of model.operations) checkOperation(model, operation, file);
  for (const shape of model.shapes.values()) checkShape(model, shape, file);
  for (const shape of model.shapes.values()) checkEnd(model, shape, file);
}

function checkOperation({ shapes }: ServiceModel, { name, input, output, errors }: ModelOperation, file: string): void {
  for (const key of [input, output, ...errors]) {
    if (key === undefined || shapes.get(key)?.type === "structure") continue;
    throw modelError(file, "", `${name} names ${key}, which is no structure of the model`, MENDING);
  }
}

function checkShape({ shapes }: ServiceModel, { name, members = [], element, key }: Shape, file: string): void {
  if (members.length > MOST_MEMBERS)
    throw modelError(file, "", `${name} has ${members.length} members`, `give it up to ${MOST_MEMBERS}`);
  const parts = [...members, element, key].filter((part): part is Member => part !== undefined);
  const lost = parts.find(({ shape }) => !shapes.has(shape));
  if (lost === undefined) return;
  throw modelError(file, "", `${lost.name} of ${name} is of the shape ${lost.shape}, which the model has not`, MENDING);
}

/** Structures and unions end somewhere: they can do without a member, or be read no further. */
function checkEnd({ shapes }: ServiceModel, shape: Shape, file: string): void {
  const seen = new Set<Shape>([shape]);
  const open = [shape];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const part of [each.element, each.key]) {
      const next = part === undefined ? undefined : shapes.get(part.shape);
      if (next === shape) throw modelError(file, "", `${shape.name} is made of nothing but itself`, "give it an end");
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
}

const MENDING = "give the whole model";
