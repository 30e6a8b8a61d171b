import { test } from "@jest/globals";
import { runInMemory, runOverSockets } from "#tests/helpers/bad-weather/run.ts";
import { expectWeathered } from "#tests/helpers/bad-weather/expect-weathered.ts";
import { sizes } from "#tests/helpers/soak.ts";

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 1 + index);
}

test.each(seeds(sizes(6, 200)))("bad weather %i over sockets: no false verdict, nothing left", async (seed) =>
  expectWeathered(await runOverSockets(seed)),
);

test.each(seeds(sizes(24, 2_000)))("bad weather %i in memory: no false verdict, nothing left", async (seed) =>
  expectWeathered(await runInMemory(seed)),
);
