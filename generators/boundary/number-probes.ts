import { typesOf } from "#generators/schema/schema-type.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

/** The last numbers accepted and the first refused. */
export function* numberProbes({ schema }: SchemaLocation): Iterable<Probe> {
  const { minimum, maximum } = schema;
  const whole = !typesOf(schema).includes("number");
  const step = whole ? 1 : 0.5;
  const probe = (keyword: string, side: "accept" | "reject", value: number): Probe => ({
    keyword,
    side,
    name: String(value),
    note: `the number ${value}`,
    value: () => value,
  });
  if (minimum !== undefined) {
    const first = whole ? Math.ceil(minimum) : minimum;
    yield { ...probe("minimum", "accept", first), atLimit: true };
    yield probe("minimum", "accept", first + step);
    for (const value of new Set([first - step, -Math.abs(first) - 1, -2147483649]))
      yield probe("minimum", "reject", value);
  }
  if (maximum !== undefined) {
    const last = whole ? Math.floor(maximum) : maximum;
    yield probe("maximum", "accept", last - step);
    yield { ...probe("maximum", "accept", last), atLimit: true };
    for (const value of new Set([last + step, 2147483648, Number.MAX_SAFE_INTEGER]))
      yield probe("maximum", "reject", value);
  }
}
