import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { echoFinding, type NotEchoed } from "./echo.ts";

/** A resource that a request was not about, or that a refused request must have left alone. */
interface LeftAlone {
  readonly other: MadeResource;
  /** Where a description of it is not as that request would have it. */
  readonly unlike: (reply: Reply) => readonly NotEchoed[];
  readonly before: readonly NotEchoed[];
}

/** Missed where it has come to show what was sent, and did not show before. */
export async function judgeUntouched(
  session: ServiceSession,
  requirement: string,
  { other, unlike, before }: LeftAlone,
): Promise<void> {
  const after = await session.describe(other);
  if (after === undefined || !isSuccess(after)) return;
  const still = new Set(unlike(after).map(({ at }) => at));
  const taken = before.flatMap(({ at, sent, shown = null }): NotEchoed[] =>
    still.has(at) ? [] : [{ at, sent: shown, shown: sent }],
  );
  const finding = echoFinding(taken, "the other one as it was before", other.resource.describe?.shows ?? "");
  session.judge(requirement, finding, after.exchange);
}
