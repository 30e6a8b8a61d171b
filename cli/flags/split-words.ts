import { parse } from "shell-quote";
import { UsageError } from "#cli/usage-error.ts";

/** Outside and inside of quotes, each closed. */
const CLOSED = /^(?:[^'"\\]|\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*")*$/;

/**
 * The words of a line as a shell would split them, quotes and backslashes read; patterns and `$` stay as they are, since
 * no shell is asked. `source` says in an error where the line was given. Throws UsageError for what only a shell can do.
 */
export function splitWords(line: string, source: string): string[] {
  if (!CLOSED.test(line)) throw new UsageError(`${source}: a quote is not closed, or a backslash ends it`);
  return parse(line, (name) => `$${name}`).flatMap((word) => {
    if (typeof word === "string") return [word];
    if ("comment" in word) return [];
    if ("pattern" in word) return [word.pattern];
    throw new UsageError(`${source}: ${word.op} needs a shell, and none is used: quote it, or give sh -c '...'`);
  });
}
