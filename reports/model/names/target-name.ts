import type { RunRecord } from "#suites/record/record.ts";

/** The folders of a program, and those of a file on this machine: neither a URL's nor a name's such as `owner/image`. */
const FOLDERS = /(?:(?<=^['"]?)(?:[^\s'"/]*\/)+|(?<=[\s=]['"]?)(?:~|\.{1,2})?\/(?:[^\s'"/]+\/)*)(?=[^\s'"/])/g;
/** Quotes that nothing in a word needs. */
const QUOTES = /(?<=^|\s)(['"])([\w@%+=:,.-]+)\1(?=\s|$)/g;

/**
 * What a reader calls the target: what starts it, wherever that is installed, since its port may differ from run to run;
 * else its URL.
 */
export function targetName({ endpoint, embedded, command }: RunRecord["target"]): string {
  if (embedded === true) return "embedded reference server";
  return command?.replaceAll(FOLDERS, "").replaceAll(QUOTES, "$2") ?? endpoint;
}
