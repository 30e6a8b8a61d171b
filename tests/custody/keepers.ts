import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import type { CreateOptions } from "#custody/creating/create-named.ts";
import { sentNames } from "#custody/ownership/sent-names.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import type { ClusterLeft } from "#custody/removing/cluster-left.ts";
import { clusterLeft, leftOf } from "#custody/removing/left-in-words.ts";
import { type Custody, openCustody } from "#custody/resources/resource-account.ts";
import { keepResources, type ResourceKeeper } from "#custody/resources/resource-keeper.ts";

/** What a body would register. */
export function clustersIn(text: string): Pick<CreateOptions, "resource" | "names"> {
  return { resource: registrationService().kind, names: sentNames(text, { member: "name" }) };
}

/** The keeper of a run of a whole service, which has sent nothing. */
export function serviceKeeper(options: Omit<Custody, "account" | "trustsNames">): ResourceKeeper {
  return keepResources(openCustody({ ...options, trustsNames: true }));
}

/** What a run of a whole service would say is left. */
export async function settled(keeper: ResourceKeeper): Promise<ClusterLeft[]> {
  return (await keeper.settle()).map(leftOf);
}

/** Names of the clusters that are alive by the run's own account. */
export function liveNames({ states }: ResourceKeeper): string[] {
  return states.in("alive", "doubtful").flatMap(({ made }) => (states.isLive(made) ? [made.id] : []));
}

export function isLive({ states }: ResourceKeeper, name: string): boolean {
  return states.isLive(clusterMade(name));
}

/** Side by side, as a case's clean-up does. */
export async function removeClusters(keeper: ResourceKeeper, names: readonly string[]): Promise<string[]> {
  const known = names.map(clusterMade).filter((made) => keeper.states.has(made));
  const fates = await Promise.all(known.map((made) => keeper.remove(made)));
  return fates.flatMap(({ refusedAs }) => refusedAs ?? []);
}

/** What a run of registered clusters would say is left. */
export async function settledClusters(
  keeper: ResourceKeeper,
  commandFor: (name: string) => string | undefined = String,
): Promise<ClusterLeft[]> {
  return (await keeper.settle()).map((left) => clusterLeft(left, commandFor));
}
