import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { withMembers } from "#suites/service/inputs/members-within.ts";
import { withSpare } from "#suites/service/inputs/plain-input.ts";
import { type Particulars, particularsInTurn, withParticulars } from "#suites/service/inputs/particulars.ts";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import { beforeChange, changeOf, judgeApplied } from "#suites/service/controls/applied-change.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import type { Optionals } from "#suites/service/inputs/optionals-of.ts";
import { lookForMember } from "#suites/service/cases/inputs/optional-members.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { type ChangedMember, changesOf, type ChangesOf, otherInput } from "./other-input.ts";
import { withoutMember } from "#generators/schema/own-members.ts";
import { common } from "#suites/service/inputs/held-as-sent.ts";

/** One member of a structure that a change sends, and those that it sends with it. */
interface PartOfChange {
  readonly part: ChangedMember;
  readonly beside: JsonObject;
}

/** Of each structure of a plain change whose members go together, every one by itself. */
function partsOfChange({ operation, plain, naming, optionals }: ChangesOf): PartOfChange[] {
  return Object.entries(plain).flatMap(([name, value]): PartOfChange[] => {
    const schema = operation.input.properties?.[name];
    if (naming.includes(name) || !isJsonObject(value) || schema?.properties === undefined) return [];
    const isShown = common({ [name]: value }, operation.input, optionals.shape) !== undefined;
    if (!isShown || schema["x-union"] === true || Object.keys(value).length < 2) return [];
    return Object.entries(value).map(([inner, own]) => ({
      part: { name, value: { [inner]: own } },
      beside: { [name]: withoutMember(value, inner) },
    }));
  });
}

/**
 * A resource with all that its creation takes, and changes of it: the plain one, of each structure in it one member alone,
 * and each member alone to another value. What a change does not name stays, and what was on can be switched off. The one
 * that the other cases share has little that could be lost. Members that were refused by themselves are left out.
 */
export function* keptCases(
  context: ServiceContext,
  { creates, members }: Optionals,
  refused: ReadonlySet<string>,
): Iterable<ServiceCase> {
  if (creates === undefined || Object.keys(members).length === 0) return;
  for (const [turn, id] of creates.updates.entries()) {
    const operation = context.contract.operations.get(id);
    if (operation === undefined || id === creates.create?.operation) continue;
    yield {
      id: `${operation.prefix}/scenario/keeps`,
      kind: "scenario",
      requirements: [promiseId(operation, "keeps"), promiseId(operation, "applied.optional")],
      summary: "a change of what was created with every optional member",
      needs: [creates.create?.operation ?? "", id],
      makes: { resource: creates, count: 1, surely: true },
      run: (session) => {
        const taken = Object.entries(members).filter(([name]) => !refused.has(name));
        const particulars = { ...particularsInTurn(context, creates).at(turn), token: true };
        return changeFull(session, { operation, creates, members: Object.fromEntries(taken), particulars });
      },
    };
  }
}

interface FullChange extends Required<Pick<Optionals, "members">> {
  readonly operation: Operation;
  readonly creates: NonNullable<Optionals["creates"]>;
  readonly particulars: Particulars;
}

async function changeFull(session: ServiceSession, full: FullChange): Promise<void> {
  const { operation } = full;
  const made = await madeFull(session, full);
  const changes = made && changesOf(session, operation, made);
  if (made === undefined || changes === undefined) return;
  await changeOnce(session, { operation, made, input: changes.plain });
  for (const { part, beside } of partsOfChange(changes)) {
    const { input, member } = await otherInput(session, changes, [part]);
    await changeOnce(session, { operation, made, input, beside, alone: { optionals: changes.optionals, member } });
  }
  for (const [at, each] of changes.members.entries()) {
    const { input: other, member } = await otherInput(session, changes, [each]);
    const input = at % 2 === 0 ? withClientToken(session.context, operation, other, session.salt(each.name)) : other;
    await changeOnce(session, { operation, made, input, alone: { optionals: changes.optionals, member } });
  }
}

/** What is refused with a particular name, or tags, may be refused for those. */
async function madeFull(
  session: ServiceSession,
  { creates, members, particulars }: FullChange,
): Promise<MadeResource | undefined> {
  const creating = session.context.contract.operation(creates.create?.operation ?? "");
  for (const each of [particulars, { token: false }]) {
    const salt = session.salt(each.token ? "" : "plain");
    const change = (plain: JsonObject): JsonObject => {
      const particular = { resource: creates, creating, particulars: each, salt };
      const base = withSpare(session.context, plain, creates);
      return withParticulars(session.context, withMembers(base, members), particular);
    };
    const created = await createOneMore(session, creates, { slot: each.token ? "" : "plain", change });
    if (created !== undefined && isSuccess(created.reply)) return created.made;
  }
  return undefined;
}

interface OneChange {
  readonly operation: Operation;
  readonly made: MadeResource;
  readonly input: JsonObject;
  /** What an earlier change put beside what this one changes. */
  readonly beside?: JsonObject;
  /** A member that is changed by itself, to another value than it has. */
  readonly alone?: { readonly optionals: Optionals; readonly member: JsonObject };
}

async function changeOnce(
  session: ServiceSession,
  { operation, made, input, beside = {}, alone }: OneChange,
): Promise<void> {
  const described = await untilReady(session, made);
  const request = encodeInput(operation, input);
  const sent = changeOf(session, operation, made, input);
  if (request === undefined || sent === undefined) return;
  if (described === undefined || underWay(session, made, described) !== undefined) return;
  const unnamed = withMembers(sent.unnamed, beside);
  const before = await beforeChange(session, { ...sent, unnamed, isOptional: alone !== undefined });
  const reply = await session.send(request);
  if (!isSuccess(reply)) return;
  await judgeApplied(session, operation, before, reply);
  if (alone !== undefined) await lookForMember(session, alone.optionals, { ...alone, made });
}
