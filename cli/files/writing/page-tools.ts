import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { LivePageTools } from "#reports/html/live/live-page.tsx";
import type { PageTools } from "#reports/html/parts/page-tools.ts";

/** The pages' script as the build bundled it, and the hash that lets it run. */
export function pageTools(): PageTools {
  return {
    script: bundled("bundle.js"),
    sha256Base64: (text) => createHash("sha256").update(text).digest("base64"),
  };
}

/** The same for the page of traffic that is being judged. */
export function livePageTools(): LivePageTools {
  const { script, sha256Base64 } = pageTools();
  return { script: bundled("live-bundle.js"), reportScript: script, sha256Base64 };
}

function bundled(file: string): string {
  return readFileSync(new URL(`../../../reports/html/script/${file}`, import.meta.url), "utf8");
}
