import { readFileSync } from "node:fs";

/** The package's own version; package.json stands above dist/ in a package and beside cli/ in a checkout. */
export function toolVersion(): string {
  for (const file of ["../package.json", "../../package.json"]) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
      if (isManifest(manifest)) return manifest.version;
    } catch {
      continue;
    }
  }
  return "0.0.0";
}

function isManifest(value: unknown): value is { version: string } {
  return typeof value === "object" && value !== null && "version" in value && typeof value.version === "string";
}
