import type { SelftestSubject } from "../cli/selftest/subject.ts";

interface Named {
  readonly id: string;
}

/** The plain reference server, then these variants, then these faults. */
export function subjectsOf(variants: readonly Named[], faults: readonly Named[]): SelftestSubject[] {
  return [
    { kind: "plain", id: "plain" },
    ...variants.map(({ id }): SelftestSubject => ({ kind: "variant", id })),
    ...faults.map(({ id }): SelftestSubject => ({ kind: "fault", id })),
  ];
}
