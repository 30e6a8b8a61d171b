import { describeReply } from "../../protocol/answers/describe-reply.ts";
import type { MakingTime } from "../ownership/creation-time.ts";
import type { MadeResource } from "../resources/made-resource.ts";
import { lookFor } from "./look-for.ts";
import type { Looker } from "./looker.ts";
import { shownInTime } from "../resources/resource-requests.ts";

/** What a request for a resource tells, whatever was answered to it. */
export interface Asking {
  readonly time: MakingTime;
  /** A look beforehand showed that nobody had the name, or that somebody had; undefined without such a look. */
  readonly wasFree?: boolean | undefined;
  /** It was refused, although such a request must be accepted. */
  readonly isSurprise: boolean;
}

/** A resource that no answer says was made, and the requests for it. */
export interface AskedResource extends Omit<Asking, "time"> {
  readonly made: MadeResource;
  readonly times: readonly MakingTime[];
}

export function askedAgain(before: AskedResource | undefined, made: MadeResource, asking: Asking): AskedResource {
  return {
    made,
    times: [...(before?.times ?? []), asking.time],
    // What is there at a later look may have been made by the first request.
    wasFree: before?.wasFree === true ? true : asking.wasFree,
    isSurprise: asking.isSurprise || before?.isSurprise === true,
  };
}

/** Whose a resource is that has a name which anybody may have: nobody's, the run's, somebody else's, or not known. */
export type WhoseName =
  | { readonly whose: "nobody's" }
  | { readonly whose: "ours" }
  | { readonly whose: "theirs" }
  | { readonly whose: "unknown"; readonly reason: string; readonly isShown: boolean };

/**
 * Looks whose it is: the run's where nobody had the name before, and it was created while the run asked for it; somebody
 * else's where that is not known, and it was created at another time, or where somebody had it before.
 */
export async function whoseName(
  made: MadeResource,
  asked: AskedResource | undefined,
  looker: Looker,
): Promise<WhoseName> {
  const found = await lookFor(made, looker);
  if (found.state === "absent") return { whose: "nobody's" };
  if (found.state === "lost") return { whose: "unknown", reason: found.reason, isShown: false };
  if (found.state === "unclear") return { whose: "unknown", reason: nobodyKnows(found.reason), isShown: false };
  const { reply } = found;
  const inTime =
    asked === undefined ? undefined : shownInTime(looker.service, made.resource, { reply, asked })?.isInTime;
  if (asked?.wasFree === true && inTime === true) return { whose: "ours" };
  const isTheirs = asked?.wasFree === false ? inTime !== true : asked?.wasFree === undefined && inTime === false;
  if (isTheirs) return { whose: "theirs" };
  return { whose: "unknown", reason: nobodyKnows(describeReply(reply)), isShown: true };
}

function nobodyKnows(answer: string): string {
  return `nobody can say whose it is: ${answer}`;
}
