import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequirementResult } from "#suites/record/record.ts";
import { ROOT } from "#scripts/package-root.ts";

const FOLDER = join(ROOT, "spec", "source");
const TAG = /^- \[[A-Z]+\] /;
const SAME = "same commit, ";

/**
 * Where a requirement stands, for people who do not have this repository at hand: the page's address, or for a rule of
 * our own wording the documents that its tags name.
 */
export function citation({ source, line, url }: RequirementResult["trace"]): string {
  const copy = `(\`spec/source/${source}\`, line ${line}).`;
  if (url !== undefined) return `[${url.split("/").at(-1)}](${url}) ${copy}`;
  const lines = readFileSync(join(FOLDER, source), "utf8").split("\n");
  const documents = tagsOf(lines[line - 1] ?? "", source).map((tag) => documentOf(tag, lines));
  return `${documents.join("; ")} ${copy}`;
}

/** The bracketed words at the end of a rule. A rule of the model that names none stands in both of its documents. */
function tagsOf(rule: string, source: string): string[] {
  const tags = [...(/(\[[^\]]+\])+$/.exec(rule)?.[0] ?? "").matchAll(/\[([^\]]+)\]/g)].flatMap(([, tag]) => tag ?? []);
  return tags.length === 0 && source === "eks-model.md" ? ["SM", "BC"] : tags;
}

/** `PT someTest` is the document that the list at the head of the file names PT, at someTest. */
function documentOf(tag: string, lines: readonly string[]): string {
  const [, name, place = ""] = /^([A-Z]+)(.*)$/.exec(tag) ?? [];
  const at = lines.findIndex((line) => line.startsWith(`- [${name}] `));
  const text = lines[at]?.replace(TAG, "");
  if (text === undefined) return tag;
  const whole = text.startsWith(SAME) ? `${repositoryBefore(lines.slice(0, at))}, ${text.slice(SAME.length)}` : text;
  return `${whole.replace(/[:.]\s.*$|\.$/, "")}${place}`;
}

/** The repository and commit that "same commit" refers back to. */
function repositoryBefore(lines: readonly string[]): string {
  const other = lines.findLast((line) => TAG.test(line) && !line.includes(SAME)) ?? "";
  return other.replace(TAG, "").split(", `")[0] ?? "";
}
