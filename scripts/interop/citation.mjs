import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "..", "spec", "source");
const TAG = /^- \[[A-Z]+\] /;
const SAME = "same commit, ";

/**
 * Where a requirement stands, for people who do not have this repository at hand: the page's address, or for a rule of
 * our own wording the documents that its tags name.
 */
export function citation({ source, line, url }) {
  const copy = `(\`spec/source/${source}\`, line ${line}).`;
  if (url !== undefined) return `[${url.split("/").at(-1)}](${url}) ${copy}`;
  const lines = readFileSync(join(FOLDER, source), "utf8").split("\n");
  const documents = tagsOf(lines[line - 1] ?? "", source).map((tag) => documentOf(tag, lines));
  return `${documents.join("; ")} ${copy}`;
}

/** The bracketed words at the end of a rule. A rule of the model that names none stands in both of its documents. */
function tagsOf(rule, source) {
  const tags = [...(/(\[[^\]]+\])+$/.exec(rule)?.[0] ?? "").matchAll(/\[([^\]]+)\]/g)].map(([, tag]) => tag);
  return tags.length === 0 && source === "eks-model.md" ? ["SM", "BC"] : tags;
}

/** `PT someTest` is the document that the list at the head of the file names PT, at someTest. */
function documentOf(tag, lines) {
  const [, name, place = ""] = /^([A-Z]+)(.*)$/.exec(tag) ?? [];
  const at = lines.findIndex((line) => line.startsWith(`- [${name}] `));
  if (at < 0) return tag;
  let text = lines[at].replace(TAG, "");
  if (text.startsWith(SAME)) {
    const other = lines.slice(0, at).findLast((line) => TAG.test(line) && !line.includes(SAME));
    text = `${other.replace(TAG, "").split(", `")[0]}, ${text.slice(SAME.length)}`;
  }
  return `${text.replace(/[:.]\s.*$|\.$/, "")}${place}`;
}
