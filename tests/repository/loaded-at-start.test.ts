import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const ROOT = new URL("../../", import.meta.url);
/** An import or export of values from another file or package; those of types are gone once compiled. */
const IMPORT = /^(?:import|export) (?!type )[^;]*?from "([^"]+)";$/gm;

/** Everything that is loaded with a file: what it imports, and what that imports; packages by name. */
function loadedWith(file: string): readonly string[] {
  const loaded = new Set([file]);
  // The loop also visits what is added to the set meanwhile.
  for (const one of loaded) {
    if (!/\.tsx?$/.test(one)) continue;
    for (const [, name = ""] of readFileSync(new URL(one, ROOT), "utf8").matchAll(IMPORT)) {
      const path = name.startsWith("#") ? new URL(name.slice(1), ROOT) : new URL(name, new URL(one, ROOT));
      loaded.add(/^[.#]/.test(name) ? path.href.slice(ROOT.href.length) : name);
    }
  }
  return [...loaded];
}

test.each([
  [
    "cli/commands/run.ts",
    "a suite, or the reference server in its own thread",
    /^(?:reference\/(?!server\/worker|find-by-id)|suites\/(?:registration|service)\/cases\/|fast-check)/,
  ],
  ["suites/service/run/service-run.ts", "the cases of the other suite", /^suites\/registration\//],
  [
    "reference/server/worker-main.ts",
    "the server that is not asked for",
    /^reference\/(?:service|faults|variants|operations)\//,
  ],
  [
    "reference/server/patched-reference.ts",
    "faults and variants that nobody asks for, or a reader of YAML",
    /^(?:reference\/(?:faults|variants|drawn)\b|yaml$)/,
  ],
])("%s does not load %s at its start", (file, _what, needless) => {
  expect(loadedWith(file).filter((one) => needless.test(one))).toEqual([]);
});
