import type { SelftestServer } from "#cli/selftest/selftest-server.ts";

interface Named {
  readonly id: string;
}

/** The plain reference server, then these variants, then these faults. */
export function serversOf(variants: readonly Named[], faults: readonly Named[]): SelftestServer[] {
  return [
    { kind: "plain", id: "plain" },
    ...variants.map(({ id }): SelftestServer => ({ kind: "variant", id })),
    ...faults.map(({ id }): SelftestServer => ({ kind: "fault", id })),
  ];
}
