import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { promiseId } from "../../../../spec/resources/promises/promise.ts";
import { beforeChange, changeOf, judgeApplied } from "../../controls/applied-change.ts";
import { plainInput } from "../../inputs/plain-input.ts";
import { underWay, untilReady } from "../../judging/judge-made.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import type { Optionals } from "../inputs/optional-members.ts";
import { createOneMore } from "./another-of.ts";

/**
 * A resource with all that its creation takes, and each change of it: what the change does not name stays. The one that the
 * other cases share has little that could be lost. Members that were refused by themselves are left out.
 */
export function* keptCases(
  { contract }: ServiceContext,
  { creates, members }: Optionals,
  refused: ReadonlySet<string>,
): Iterable<ServiceCase> {
  if (creates === undefined || creates.fixed || Object.keys(members).length === 0) return;
  for (const id of creates.updates) {
    const operation = contract.operations.get(id);
    if (operation === undefined || id === creates.create?.operation) continue;
    yield {
      id: `${operation.prefix}/scenario/keeps`,
      kind: "scenario",
      requirements: [promiseId(operation, "keeps")],
      summary: "a change of what was created with every optional member",
      needs: [creates.create?.operation ?? "", id],
      makes: { resource: creates, count: 1, surely: true },
      run: (session) => {
        const taken = Object.entries(members).filter(([name]) => !refused.has(name));
        return changeFull(session, { operation, creates, members: Object.fromEntries(taken) });
      },
    };
  }
}

interface FullChange extends Required<Pick<Optionals, "members">> {
  readonly operation: Operation;
  readonly creates: NonNullable<Optionals["creates"]>;
}

async function changeFull(session: ServiceSession, { operation, creates, members }: FullChange): Promise<void> {
  const change = (input: JsonObject): JsonObject => ({ ...input, ...members });
  const made = (await createOneMore(session, creates, { change }))?.made;
  const described = made && (await untilReady(session, made));
  if (made === undefined || described === undefined || underWay(session, made, described) !== undefined) return;
  const input = plainInput(session.context, { operation: operation.id }, { made, salt: session.salt() });
  const request = input && encodeInput(operation, input);
  const sent = input && changeOf(session, operation, made, input);
  if (request === undefined || sent === undefined) return;
  const before = await beforeChange(session, sent);
  if (isSuccess(await session.send(request))) await judgeApplied(session, operation, before);
}
