import { clusterOf } from "../../../protocol/reply.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import type { CaseSession } from "../session.ts";

/** Nothing rejected may leave state behind: the name of a refused registration is not found. */
export async function checkNoState(session: CaseSession, input: JsonObject | undefined): Promise<void> {
  const name = input?.["name"];
  if (typeof name !== "string" || name === "" || session.context.registrations.isLive(name)) return;
  const described = await session.describe(name);
  if (clusterOf(described) !== undefined && (await session.describesAnything())) return session.adopt([name]);
  session.judgeRefusedState(name, described);
}
