import type { Patch, Variant } from "#reference/fault.ts";

/** Variants by their ids: what each does, who does so or what allows it, and how. */
export function variants(
  rows: Readonly<Record<string, readonly [sentence: string, source: string, patch: Patch]>>,
): readonly Variant[] {
  return Object.entries(rows).map(([id, [sentence, source, patch]]) => ({ id, sentence, source, patch }));
}
