import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { PageTools } from "../../reports/html/parts/page-tools.ts";

/** The pages' script as the build bundled it, and the hash that lets it run. */
export function pageTools(): PageTools {
  return {
    script: readFileSync(new URL("../../reports/html/script/bundle.js", import.meta.url), "utf8"),
    sha256Base64: (text) => createHash("sha256").update(text).digest("base64"),
  };
}
