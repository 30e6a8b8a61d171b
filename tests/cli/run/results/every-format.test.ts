import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { removeStale } from "#cli/files/writing/stale-files.ts";
import { FILES, render } from "#cli/run/results/output.ts";
import { FORMATS } from "#cli/run/run-flags.ts";
import { failing } from "#tests/reports/records.ts";

test("a config may ask for each format, and for no other", () => {
  const schema = JSON.parse(
    readFileSync(new URL("../../../../cli/config/config.schema.json", import.meta.url), "utf8"),
  ) as { definitions: { format: { anyOf: { items?: { enum: string[] } }[] } } };
  const asked = schema.definitions.format.anyOf.flatMap(({ items }) => items?.enum ?? []);
  expect(asked).toEqual([...FORMATS]);
});

test("the README's table of flags has each format, and that of files has each one's", () => {
  const readme = readFileSync(new URL("../../../../README.md", import.meta.url), "utf8");
  const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
  const row = rows.find((line) => line.includes("`--format LIST`")) ?? "";
  expect(/`([a-z,]+)` *\|$/.exec(row)?.[1]?.split(",")).toEqual([...FORMATS]);
  const files = rows.flatMap((line) => line.split("|")[1]?.match(/[\w.]+/g) ?? []);
  expect(Object.values(FILES).filter((file) => !files.includes(file))).toEqual([]);
});

test("what a former run left in a format goes before the next one, so that it cannot pass for what that one found", () => {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-formats-"));
  try {
    writeFileSync(join(folder, "events.ndjson"), '{"type":"started","tool":{"name":"eks-conformance"}}\n');
    for (const format of FORMATS) writeFileSync(join(folder, FILES[format]), render(failing, format));
    removeStale(folder, { events: "events.ndjson", names: Object.values(FILES) });
    expect(readdirSync(folder)).toEqual(["events.ndjson"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
