import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

// Hooks of Node's loader, and therefore plain JavaScript.

const LOADERS = { ".ts": "ts", ".tsx": "tsx" };
const GLOBALS = new URL("jest-globals.mjs", import.meta.url).href;

/**
 * The runner puts the functions of a test among the globals; `@jest/globals` itself is for Jest's own runner alone.
 * Imports by name lead to the sources, not to what a build left in dist/.
 */
export function resolve(specifier, context, next) {
  if (specifier === "@jest/globals") return { url: GLOBALS, shortCircuit: true };
  return next(specifier, { ...context, conditions: [...context.conditions, "source"] });
}

/** Takes the types out of a module. */
export async function load(url, context, next) {
  const file = url.startsWith("file:") ? fileURLToPath(url) : "";
  const loader = LOADERS[extname(file)];
  if (loader === undefined) return next(url, context);
  const { code } = await transform(await readFile(file, "utf8"), {
    loader,
    target: "node20.19",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcefile: file,
    sourcemap: "inline",
    sourcesContent: false,
  });
  return { format: "module", source: code, shortCircuit: true };
}
