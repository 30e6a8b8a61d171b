import type { MadeResource } from "../../../custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { promiseId } from "../../../spec/resources/promises/promise.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { shownSchema } from "../../../spec/resources/table-readings.ts";
import { wanting } from "../../oracles/finding.ts";
import { asSent } from "../inputs/member-forms.ts";
import { comparable, echoFinding, notEchoed, type NotEchoed } from "../judging/echo.ts";
import { underWay, untilReady } from "../judging/judge-made.ts";
import type { ServiceSession } from "../service-session.ts";

interface SentChange {
  readonly made: MadeResource;
  readonly notEchoedIn: (reply: Reply) => readonly NotEchoed[];
}

/** How the shown resource differs from what a change sent; undefined if the two have no member in common. */
export function changeOf(
  session: ServiceSession,
  operation: Operation,
  resource: Resource | undefined,
  input: JsonObject,
): SentChange | undefined {
  const { alive, contract } = session.context;
  const made = resource && alive.get(resource.name);
  const describe = resource?.updates.includes(operation.id) === true ? resource.describe : undefined;
  if (made === undefined || describe === undefined) return undefined;
  const shape = shownSchema(contract.operation(describe.operation), describe) ?? {};
  const inBody = operation.members.filter((member) => member.in === "body").map(({ name }) => name);
  const sent = Object.fromEntries(Object.entries(input).filter(([name]) => inBody.includes(name)));
  if (comparable(sent, shape).length === 0) return undefined;
  return { made, notEchoedIn: (reply) => notEchoed(sent, session.shown(made, reply) ?? {}, shape) };
}

/** A change to the value that is already there would prove nothing. */
export async function isMadeAlready(session: ServiceSession, { made, notEchoedIn }: SentChange): Promise<boolean> {
  const reply = await session.describe(made);
  return reply !== undefined && isSuccess(reply) && notEchoedIn(reply).length === 0;
}

/** Whether the resource, once it is ready, shows the change. */
export async function judgeApplied(session: ServiceSession, operation: Operation, change: SentChange): Promise<void> {
  const { made, notEchoedIn } = change;
  const first = await untilReady(session, made);
  if (first === undefined) return;
  const reply = await session.eventually(
    async () => (await session.describe(made)) ?? first,
    (each) => isSuccess(each) && notEchoedIn(each).length === 0,
  );
  if (!isSuccess(reply)) return;
  const found = notEchoedIn(reply);
  const status = underWay(session, made, reply);
  if (found.length > 0 && status !== undefined) {
    const received = `not exercised: it is still ${status}`;
    const finding = { grade: "unclear", expected: "as it was changed", received } as const;
    return session.judge(promiseId(operation, "applied"), finding, reply.exchange);
  }
  const shows = made.resource.describe?.shows ?? "";
  const condition = asSent(found, shows);
  session.judge(
    promiseId(operation, "applied"),
    wanting(echoFinding(found, "as it was changed", shows), condition && { ...condition, settles: true }),
    reply.exchange,
  );
}
