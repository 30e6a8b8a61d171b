import { amongWords, findLost } from "#custody/looking/lost-name.ts";
import { type Custody, type DoubtedNames, isNowhere } from "#custody/resources/resource-account.ts";
import { removeAccounted } from "./remove-accounted.ts";

/** Removes what requests made whose answers do not name it, where that is certain; tells of what may be theirs. */
export async function settleLost(custody: Custody, lost: DoubtedNames): Promise<void> {
  const { account, ledger, runTag, service, cleanUpTarget: target } = custody;
  const { resource, doubt } = lost;
  const isKnown = (id: string): boolean => account.states.is({ resource, id }, "alive", "doubtful", "left");
  const before = await account.listed.get(resource.name);
  const found = await findLost({ ...lost, tag: runTag }, { service, target, isKnown, before });
  for (const made of found.ours) {
    ledger.intend(made, { case: "clean-up", at: lost.times[0]?.from });
    account.states.ask(made);
    for (const time of lost.times) account.states.askedAt(made, time);
    account.states.alive(made);
    await removeAccounted(custody, made, { atEnd: true });
  }
  // A refusal that nothing shows to have made one is believed.
  const isNone = found.others.length === 0 && (found.isWhole || doubt.kind === "refused");
  if (isNone && (found.isWhole || isNowhere(custody, resource))) ledger.note({ resource }, "absent");
  if (isNone) return;
  const reason = `${doubt.reason}${amongWords(found)}`;
  ledger.note({ resource }, "left", { reason });
  account.nameless.push({ made: { resource }, reason });
}
