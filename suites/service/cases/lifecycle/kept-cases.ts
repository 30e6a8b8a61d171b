import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
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
import { type Optionals, optionalsOf } from "../inputs/optional-members.ts";
import { createOneMore } from "./another-of.ts";

/**
 * A resource with all that its creation takes, and changes of it, the plain one and one of each optional member alone: what
 * a change does not name stays. The one that the other cases share has little that could be lost. Members that were
 * refused by themselves are left out.
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
  const { context } = session;
  const change = (input: JsonObject): JsonObject => ({ ...input, ...members });
  const made = (await createOneMore(session, creates, { change }))?.made;
  const plain = made && plainInput(context, { operation: operation.id }, { made, salt: session.salt() });
  if (made === undefined || plain === undefined) return;
  const needed = Object.fromEntries(Object.entries(plain).filter(([name]) => isNeeded(operation, name)));
  const others = Object.entries(optionalsOf(context, operation)?.members ?? {});
  await changeOnce(session, { operation, made, input: plain });
  for (const [name, value] of others)
    await changeOnce(session, { operation, made, input: { ...needed, [name]: value }, isOptional: true });
}

function isNeeded({ members }: Operation, name: string): boolean {
  return members.some((member) => member.name === name && (member.required || member.in === "path"));
}

interface OneChange {
  readonly operation: Operation;
  readonly made: MadeResource;
  readonly input: JsonObject;
  /** Whether it shows afterwards is told by itself. */
  readonly isOptional?: true;
}

async function changeOnce(session: ServiceSession, { operation, made, input, isOptional }: OneChange): Promise<void> {
  const described = await untilReady(session, made);
  const request = encodeInput(operation, input);
  const sent = changeOf(session, operation, made, input);
  if (request === undefined || sent === undefined) return;
  if (described === undefined || underWay(session, made, described) !== undefined) return;
  const before = await beforeChange(session, { ...sent, isOptional });
  if (isSuccess(await session.send(request))) await judgeApplied(session, operation, before);
}
