import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readExpectations } from "#cli/run/expectations.ts";
import { matchesAny } from "#cli/glob.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { ROOT } from "#tests/helpers/action-file.ts";

const FOLDER = join(ROOT, "expectations");
const ids = allRequirements(loadBundledContract()).map(({ id }) => id);

describe.each(readdirSync(FOLDER))("expectations/%s", (file) => {
  const entries = readExpectations(join(FOLDER, file));

  test("names requirements that there are, each once", () => {
    const matched = entries.flatMap(({ pattern }) => ids.filter((id) => matchesAny(id, [pattern])));
    expect(matched).toHaveLength(entries.length);
    expect(new Set(matched).size).toBe(entries.length);
  });

  test("says why, in a sentence", () => {
    for (const { reason } of entries) expect(reason).toMatch(/^\S.{10,}\.$/);
  });
});

test("moto 5.2.5 mends exactly what its newer version is said to mend", () => {
  const [before, after] = ["moto-5.1.1.yaml", "moto-5.2.5.yaml"].map((file) =>
    readExpectations(join(FOLDER, file)).map(({ pattern }) => pattern),
  );
  const mended = before?.filter((pattern) => after?.includes(pattern) !== true);
  expect(mended).toEqual(["api.content-type", "describe.response.cluster.created-at", "api.route.encoded-label"]);
  expect(after?.filter((pattern) => before?.includes(pattern) !== true)).toEqual([]);
});
