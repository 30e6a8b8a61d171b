import { isSupportedPattern } from "../../contract/pattern.ts";
import type { JsonObject } from "../../json/json.ts";
import type { Shape } from "../service-model.ts";
import { note, type Conversion, type Site } from "./conversion.ts";

/** The keywords of a pattern: judged whole, and kept as printed where it can be read as one to search for. */
export function patternKeywords(conversion: Conversion, { name, pattern = "" }: Shape, site: Site): JsonObject {
  if (!isSupportedPattern(pattern)) {
    note(conversion, site, `the pattern of ${name} is not judged: ${pattern}`);
    return {};
  }
  const isAnchored = pattern.startsWith("^") && pattern.endsWith("$");
  return isAnchored ? { pattern } : { pattern, "x-pattern-printed": pattern };
}
