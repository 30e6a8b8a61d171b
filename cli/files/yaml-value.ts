import type { Document } from "yaml";
import { UsageError } from "../usage-error.ts";

/**
 * The values of a YAML document, undefined for an empty one. Aliases that expand without end, or to more than a file of
 * settings holds, are refused: throws UsageError, which names the file.
 */
export function yamlValue(document: Document.Parsed, file: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    // A value that holds itself has no end either.
    JSON.stringify(value);
    return value ?? undefined;
  } catch {
    throw new UsageError(`${file}: its YAML aliases have no end; write it without aliases`);
  }
}
