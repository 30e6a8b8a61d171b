import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { describeMade } from "./describe-made.ts";
import type { Looker } from "./looker.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { shownBy, showsNone } from "#custody/resources/resource-requests.ts";

/**
 * Whether a service that has another name for the error of what is not there says just that: the operation that describes
 * such a resource answers alike for it and for a name that nobody has, and shows another of the run's that is there. All
 * three are asked for now. An error without a name proves nothing: it may come from a proxy.
 */
export async function isToldAsNobodys(made: MadeResource, answer: Reply, looker: Looker): Promise<boolean> {
  const there = answer.status === 404 ? looker.another?.(made) : undefined;
  const { name } = answer.error;
  if (there === undefined || name === undefined) return false;
  const isUnknown = ({ status, error }: Reply): boolean => status === 404 && error.name === name;
  for (const one of [made, { ...made, id: nobodys(made.id), arn: undefined }]) {
    const reply = await describeMade(one, looker);
    if (reply === undefined || !isUnknown(reply)) return false;
  }
  const control = await describeMade(there, looker);
  if (control === undefined || !isSuccess(control) || showsNone(looker.service, there.resource, control)) return false;
  return JSON.stringify(shownBy(there.resource, control) ?? {}).includes(JSON.stringify(there.id));
}

/** A name as valid as another, and so long and random that nobody has it: with another last character. */
function nobodys(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;
}
