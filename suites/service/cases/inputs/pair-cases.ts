import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { tellingSeveral } from "#generators/schema/telling-value.ts";
import { variedValue } from "#generators/schema/varied-value.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { coveringChoices } from "#generators/pairs/covering-choices.ts";
import type { Choice } from "#generators/pairs/factor.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { Optionals } from "#suites/service/inputs/optionals-of.ts";
import { isJudgedBy, optionalCase, sendAndLook } from "./optional-members.ts";

const THERE = "there";
const ABSENT = "absent";

/**
 * Optional members sent together, some there and some not, until every two of them have met: what is kept of either may be
 * lost of both. What was refused by itself is left out.
 */
export function* optionalPairCases(
  { generation, requirements }: ServiceContext,
  optionals: Optionals,
  refused: ReadonlySet<string>,
): Iterable<ServiceCase> {
  // Choosing what meets takes longer than a short run should.
  if (![...requirements.values()].some((one) => isJudgedBy(optionals, one))) return;
  const rows = coveringRows(Object.keys(optionals.members));
  for (const [index, names] of rows.entries()) {
    yield {
      ...optionalCase(optionals, `pairs/${index}`, async (session) => {
        const sent = names.filter((name) => !refused.has(name));
        if (sent.length < 2) return;
        const others = sent.map((name): [string, JsonValue] => [
          name,
          otherThan(optionals, generation, name, timesSent(rows, index, name)),
        ]);
        const beside = { turn: Object.keys(optionals.members).length + index, hasToken: index % 2 === 0 };
        if (await sendAndLook(session, optionals, Object.fromEntries(others), beside)) return;
        const plain = Object.entries(optionals.members).filter(([name]) => sent.includes(name));
        await sendAndLook(session, optionals, Object.fromEntries(plain), beside);
      }),
      summary: `${names.map((name) => `\`${name}\``).join(", ")}, sent together and looked for`,
    };
  }
}

/** How often a member is in these rows, up to this one: alone, it was sent once before. */
export function timesSent(rows: readonly (readonly string[])[], index: number, name: string): number {
  return rows.slice(0, index + 1).filter((row) => row.includes(name)).length;
}

/** What it was sent before, or has by default, proves nothing: each time it has another value. */
function otherThan({ input, members }: Optionals, context: GenerationContext, name: string, time: number): JsonValue {
  const plain = members[name] ?? null;
  const schema = input.properties?.[name];
  if (schema === undefined) return plain;
  return variedValue(schema, tellingSeveral(schema, context, `${name} ${time}`) ?? plain, time);
}

/** As few of the covering choices as have every two members together, those with the most first. */
export function coveringRows(names: readonly string[]): string[][] {
  const choices = coveringChoices(
    names.map((key) => ({ key, classes: [THERE, ABSENT] })),
    () => true,
  );
  const rows = choices.map((choice) => thereIn(names, choice)).sort((one, other) => other.length - one.length);
  const met = new Set<string>();
  return rows.filter((row) => {
    const pairs = row.flatMap((one, index) => row.slice(index + 1).map((other) => `${one} ${other}`));
    const isNew = pairs.some((pair) => !met.has(pair));
    for (const pair of pairs) met.add(pair);
    return isNew;
  });
}

function thereIn(names: readonly string[], choice: Choice): string[] {
  return names.filter((name) => choice[name] === THERE);
}
