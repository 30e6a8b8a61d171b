import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { runWhole } from "./whole-service.ts";

const LIMIT = "create-nodegroup.capacity-type.enum";

/** The values of one member that creations hold in a run with so many random inputs. */
async function valuesSent(cases: number): Promise<readonly string[]> {
  const values: string[] = [];
  await runWhole({
    select: [LIMIT],
    cases,
    instead: (request, pass) => {
      const value = valueIn(request.body);
      if (request.method === "POST" && value !== undefined) values.push(value);
      return pass(request);
    },
  });
  return values;
}

function valueIn(body: Uint8Array): string | undefined {
  return /"capacityType":("(?:[^"\\]|\\.)*")/.exec(new TextDecoder().decode(body))?.[1];
}

test("random values beside those next to a limit: as many as asked for, the same ones of one seed", async () => {
  const [none, three, again] = [await valuesSent(0), await valuesSent(3), await valuesSent(3)];
  expect(three).toEqual(again);
  // With each come six further values next to the limit.
  expect(three.length - none.length).toBe(3 + 3 * 6);
});

test("a server that takes none but such a value is found out", async () => {
  const [near, all] = [new Set(await valuesSent(0)), await valuesSent(2)];
  const far = all.filter((value) => !near.has(value));
  expect(far).not.toEqual([]);
  const run = await runWhole({
    select: [LIMIT],
    cases: 2,
    instead: (request, pass) => {
      const value = valueIn(request.body);
      if (value === undefined || !far.includes(value)) return pass(request);
      const text = new TextDecoder().decode(request.body).replace(value, () => '"SPOT"');
      return pass({ ...request, body: new TextEncoder().encode(text) });
    },
  });
  expect(run.verdicts.get(LIMIT)).toBe("fail");
});

/** The characters of the one are some of the other's. */
const isPartOf = (part = "", whole = ""): boolean =>
  part.length < whole.length && [...part].every((character) => whole.includes(character));

test("what such a server takes is made smaller, with nothing else of the request changed", async () => {
  const near = new Set(await valuesSent(0));
  const bodies: JsonObject[] = [];
  let first: string | undefined;
  const { record } = await runWhole({
    select: [LIMIT],
    cases: 20,
    instead: (request, pass) => {
      const value = valueIn(request.body);
      // One character cannot be made smaller.
      first ??= value !== undefined && !near.has(value) && value.length > 4 ? value : undefined;
      const isTaken = value === first || isPartOf(value, first);
      if (value === undefined || near.has(value) || !isTaken) return pass(request);
      const text = new TextDecoder().decode(request.body);
      bodies.push(JSON.parse(text) as JsonObject);
      return pass({ ...request, body: new TextEncoder().encode(text.replace(value, () => '"SPOT"')) });
    },
  });
  const [drawn, ...smaller] = bodies;
  const reduced = record.requirements.find(({ id }) => id === LIMIT)?.cases.find((one) => one.reduced !== undefined);
  const { text = "" } = reduced?.exchanges[reduced.judgement.exchange ?? 0]?.request.body ?? {};
  const shown = JSON.parse(text) as JsonObject;
  expect(String(shown["capacityType"]).length).toBeLessThan(String(drawn?.["capacityType"]).length);
  // Those next to the limit, which are refused, are tried, too.
  expect(smaller.length).toBeGreaterThan(0);
  expect(reduced?.reduced?.requests).toBeGreaterThanOrEqual(smaller.length);
  // Each request has a name and a client token of its own.
  const own = { nodegroupName: null, clientRequestToken: null };
  const others = (body: JsonObject | undefined): JsonObject => ({ ...body, capacityType: null, ...own });
  expect(new Set(bodies.map((body) => JSON.stringify(others(body))))).toEqual(new Set([JSON.stringify(others(drawn))]));
});
