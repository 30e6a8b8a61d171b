import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { loadSources } from "#spec/trace.ts";

const sources = loadSources();

test("each source is the one whose digest the table holds", () => {
  const rows = [...(sources.get("README.md") ?? "").matchAll(/^\| `([0-9a-f]{64})` \| `(.+)` \|$/gm)];
  const table = new Map(rows.map(([, digest, file]) => [file, digest]));
  const files = [...sources.keys()].filter((file) => file !== "README.md").sort();
  expect([...table.keys()].sort()).toEqual(files);
  for (const file of files) {
    const digest = createHash("sha256")
      .update(sources.get(file) ?? "")
      .digest("hex");
    expect(`${file} ${digest}`).toBe(`${file} ${table.get(file) ?? ""}`);
  }
});

test("rules and observations are numbered without gaps", () => {
  for (const [file, letter] of [
    ["protocol.md", "P"],
    ["observations.md", "O"],
  ] as const) {
    const numbers = [...(sources.get(file) ?? "").matchAll(new RegExp(`^- ${letter}(\\d+)\\. `, "gm"))].map(([, n]) =>
      Number(n),
    );
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(0);
  }
});
