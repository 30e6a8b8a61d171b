import type { CaseResult } from "#suites/record/record.ts";

/** Beside the report; undefined for an id that is no file's name, such as a record may have that somebody made up. */
export function fileOf(id: string): string | undefined {
  return /^[a-z0-9][a-z0-9.-]{0,200}$/.test(id) ? `findings/${id}.hurl` : undefined;
}

/** A fault that a file can look for: what is missed, be it a SHOULD. A tolerated answer has no condition. */
export function mayHaveFile({ verdict, judgement }: CaseResult): boolean {
  return verdict === "fail" || (verdict === "warn" && judgement.condition !== undefined);
}
