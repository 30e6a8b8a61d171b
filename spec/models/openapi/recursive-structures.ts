import type { ServiceModel, Shape } from "#spec/models/service-model.ts";

/** Names of the structures and unions that can hold themselves, however far down. */
export function recursiveStructures({ shapes }: ServiceModel): Set<string> {
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
