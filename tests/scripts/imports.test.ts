import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";

const SCRIPTS = fileURLToPath(new URL("../../scripts", import.meta.url));
const IMPORT = /import \{([^}]+)\} from "([./]+\/dist\/[^"]+)"/g;

const files = readdirSync(SCRIPTS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".mjs"));

// Scripts are not type-checked, and most of them run too long for a test.
test.each(files)("what scripts/%s takes from the built package is there", async (file) => {
  const path = join(SCRIPTS, file);
  for (const [, names = "", from = ""] of readFileSync(path, "utf8").matchAll(IMPORT)) {
    const built = (await import(pathToFileURL(join(dirname(path), from)).href)) as object;
    const wanted = names.split(",").map((name) => name.trim().split(" as ")[0] ?? "");
    expect(Object.keys(built)).toEqual(expect.arrayContaining(wanted.filter((name) => name !== "")));
  }
});

test("some scripts do take something", () => {
  const taken = files.filter((file) => [...readFileSync(join(SCRIPTS, file), "utf8").matchAll(IMPORT)].length > 0);
  expect(taken).toContain("seeds.mjs");
});
