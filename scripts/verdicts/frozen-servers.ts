import { createHash } from "node:crypto";
import { readService } from "#cli/files/reading/read-spec.ts";
import type { SelftestServer } from "#cli/selftest/selftest-server.ts";
import { drawFault } from "#reference/drawn/drawn-fault.ts";
import { FAULTS } from "#reference/faults.ts";
import { serviceFaults } from "#reference/service/faults/service-faults.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { variantsOf } from "#reference/service/variants.ts";
import { VARIANTS } from "#reference/variants.ts";
import { serversOf } from "#scripts/selftest-servers.ts";

export type FrozenSuite = "register-cluster" | "eks";

/** What is tested with each suite; the plain server first. */
export type FrozenServers = Readonly<Record<FrozenSuite, readonly SelftestServer[]>>;

const DRAWN = 100;
/** Of the faults a quick freeze has a tenth, of those of all of EKS a two-hundredth, and of its variants none. */
const SHARES: Readonly<Record<SelftestServer["kind"], number>> = {
  plain: 1,
  variant: 1,
  fault: 10,
  drawn: 10,
  service: 1,
  "service-fault": 200,
  "service-variant": Infinity,
  "service-drawn": Infinity,
};

/** Every server of the whole freeze. */
export function allServers(): FrozenServers {
  const service = serviceOf(readService("eks").served);
  const drawn = Array.from({ length: DRAWN }, (_, at): SelftestServer => ({ kind: "drawn", id: drawFault(at + 1).id }));
  return {
    "register-cluster": [...serversOf(VARIANTS, FAULTS), ...drawn],
    eks: [
      { kind: "service", id: "eks" },
      ...variantsOf(service).map(({ id }): SelftestServer => ({ kind: "service-variant", id })),
      ...serviceFaults(service).map(({ id }): SelftestServer => ({ kind: "service-fault", id })),
    ],
  };
}

/** Drawn by the id, so that a new fault leaves the others in or out. */
export function isQuick({ kind, id }: SelftestServer): boolean {
  const share = SHARES[kind];
  return share === 1 || (share < Infinity && createHash("sha256").update(id).digest().readUInt32BE() % share === 0);
}
