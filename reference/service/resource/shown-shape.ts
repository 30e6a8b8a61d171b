import type { Service, ServiceCall } from "#reference/service/service-call.ts";
import { memberOf, type Shape } from "#reference/service/model/shape.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { parentPointer } from "#reference/service/answers/pointer.ts";

/** The shape at a JSON pointer into another, through members and items. */
export function shapeAt(shape: Shape | undefined, pointer: string): Shape | undefined {
  return pointer
    .split("/")
    .slice(1)
    .reduce((inner, name) => (inner?.kind === "list" ? inner.element : memberOf(inner, name)), shape);
}

/** The shape at a JSON pointer into the input. */
export function inputShape({ operation }: Pick<ServiceCall, "operation">, pointer: string): Shape | undefined {
  const [, name = "", ...below] = pointer.split("/");
  const member = operation.input.find((one) => one.name === name)?.shape;
  return shapeAt(member, ["", ...below].join("/"));
}

/** The fullest shape in which a kind is shown. */
export function shownShape({ operations }: Service, { describe, create }: ResourceKind): Shape | undefined {
  const shows = describe?.shows === undefined ? create : describe;
  const output = operations.find(({ name }) => name === shows?.operation)?.output;
  return shows?.shows === undefined ? undefined : shapeAt(output, shows.shows);
}

/** Where a kind's own members stand in what is shown of it: beside its ARN. */
export function basePointer({ arn = "" }: ResourceKind): string {
  return parentPointer(arn);
}
