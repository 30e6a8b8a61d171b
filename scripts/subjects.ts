import type { Subject } from "../cli/selftest/subject.ts";

interface Named {
  readonly id: string;
}

/** The plain reference server, then these variants, then these faults. */
export function subjectsOf(variants: readonly Named[], faults: readonly Named[]): Subject[] {
  return [
    { kind: "plain", id: "plain" },
    ...variants.map(({ id }): Subject => ({ kind: "variant", id })),
    ...faults.map(({ id }): Subject => ({ kind: "fault", id })),
  ];
}
