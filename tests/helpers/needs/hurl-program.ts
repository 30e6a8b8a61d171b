import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program of Hurl's: in the folder that HURL_BIN names, or on the path. */
export function hurlProgram(name: "hurl" | "hurlfmt"): string | undefined {
  const folders = [process.env["HURL_BIN"] ?? "", ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.map((folder) => join(folder, name)).find((program) => program !== name && existsSync(program));
}
