import type { Document, YAMLError } from "yaml";
import { yamlValue } from "#spec/json/yaml-value.ts";
import { UsageError } from "#cli/usage-error.ts";

/** The values of a file of settings, undefined for an empty one. Throws UsageError, which names it, for endless aliases. */
export function settingsValue(document: Document.Parsed, file: string): unknown {
  try {
    return yamlValue(document) ?? undefined;
  } catch {
    throw new UsageError(`${file}: its YAML aliases have no end; write it without aliases`);
  }
}

/** What the YAML parser says is wrong, in one line, without the place and the text around it. */
export function yamlProblem({ message }: Pick<YAMLError, "message">): string {
  const [first = ""] = message.split("\n", 1);
  return first.replace(/ at line \d+, column \d+:?$/, "");
}
