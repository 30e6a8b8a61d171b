import type { Habits } from "#reference/service/habits.ts";
import type { BoundsSituation } from "./bounds-situations.ts";

/** Operations of EKS that make what takes its time. */
const CREATIONS = [
  "CreateCluster",
  "CreateNodegroup",
  "CreateFargateProfile",
  "CreateAddon",
  "AssociateIdentityProviderConfig",
  "CreateCapability",
  "CreateCertificateAuthority",
  "CreateEksAnywhereSubscription",
];
/** Seconds that a faultless run of all of EKS takes on a busy machine, and what states that never end may cost beside that. */
const SECONDS = { faultless: 60, unending: 60 };

const never = (what: "readiness" | "settling", operations: RegExp): Partial<Habits> => ({
  minds: (operation, minded) => minded !== what || !operations.test(operation.name),
});

/** The first authority of a cluster is in use, and goes with it. */
function keepsFirstAuthority(): Partial<Habits> {
  const firsts = new WeakMap<object, object>();
  return {
    holds: (resource) => {
      const { kind, parent } = resource;
      if (kind.name !== "certificate-authority" || parent === undefined) return undefined;
      if (!firsts.has(parent)) firsts.set(parent, resource);
      return firsts.get(parent) === resource ? "It is in use." : undefined;
    },
  };
}

function scene(what: string, habits: Partial<Habits>, codes: readonly number[], unending: boolean): BoundsSituation {
  const seconds = SECONDS.faultless + (unending ? SECONDS.unending : 0);
  return { what: `${what}, all of EKS`, spec: "eks", habits, treat: () => ({ kind: "answer" }), codes, seconds };
}

/** Servers of all of EKS on which something never comes, and faultless ones. */
export const NEVER_ENDING: Readonly<Record<string, BoundsSituation>> = {
  "eks-sound": scene("faultless", {}, [0], false),
  "eks-authority": scene("an authority goes with its cluster", keepsFirstAuthority(), [0], false),
  ...Object.fromEntries(
    CREATIONS.map((name) => [
      `never-${name}`,
      scene(`${name}: never ends`, never("readiness", new RegExp(`^${name}$`)), [0, 3], true),
    ]),
  ),
  "never-busy-cluster": scene(
    "CreateCluster: never ends, nor is one deleted before",
    {
      ...never("readiness", /^CreateCluster$/),
      holds: ({ kind, settled }) => (kind.name === "cluster" && !settled ? "It is under way." : undefined),
    },
    [5],
    true,
  ),
  "never-update": scene("no update ends", never("readiness", /^Update/), [0, 3], true),
  "never-settled": scene(
    "UpdateNodegroupConfig: never ends",
    never("settling", /^UpdateNodegroupConfig$/),
    [0, 3],
    true,
  ),
  "never-DeleteNodegroup": scene("DeleteNodegroup: never ends", never("settling", /^DeleteNodegroup$/), [1, 5], true),
};
