import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  exports: Record<string, string | Record<string, string>>;
  bin: Record<string, string>;
  files: string[];
};

test.each(Object.entries(manifest.exports))("what %s leads to has been built", (_name, target) => {
  const paths = typeof target === "string" ? [target] : Object.values(target);
  for (const path of paths) expect(existsSync(join(ROOT, path))).toBe(true);
});

test("the record's schema can be had by users", () => {
  expect(Object.keys(manifest.exports)).toContain("./record.schema.json");
});

test("what is packed is there, and scripts are not among it", () => {
  const packed = manifest.files.filter((file) => !file.startsWith("!"));
  expect(packed.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  expect(manifest.files).toContain("!dist/scripts");
});
