import { closeSpellings } from "#cli/close-spellings.ts";
import { matchesAny } from "#cli/glob.ts";
import { UsageError } from "#cli/usage-error.ts";

/**
 * Entries of a catalogue that match; all of them when neither flag is given, none when only the other is. Throws a
 * UsageError for a glob that matches none.
 */
export function matchingEntries<Entry extends { readonly id: string }>(
  flag: string,
  catalogue: readonly Entry[],
  globs: readonly string[],
  filtered: boolean,
): readonly Entry[] {
  if (!filtered) return catalogue;
  const unknown = globs.find((glob) => !catalogue.some(({ id }) => matchesAny(id, [glob])));
  if (unknown !== undefined) {
    const close = closeSpellings(
      catalogue.map(({ id }) => id),
      unknown.replaceAll(/[*?]/g, ""),
    );
    throw new UsageError(`${flag} ${unknown}: matches none of ${catalogue.length}${close}`);
  }
  return catalogue.filter(({ id }) => matchesAny(id, globs));
}
