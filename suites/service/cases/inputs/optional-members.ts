import { ownMember } from "#spec/json/own-member.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kebab } from "#spec/derived/constraint.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { operationsOf, type Resource } from "#spec/resources/resource-table.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { show } from "#suites/oracles/member-finding.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { Difference } from "#suites/record/record.ts";
import { differencesBelow, notEchoed } from "#suites/service/judging/shown/echo.ts";
import { common, isHeld } from "#suites/service/inputs/held-as-sent.ts";
import { formsOf } from "#suites/service/inputs/member-forms.ts";
import { type MemberWithin, pathTo, withMembers } from "#suites/service/inputs/members-within.ts";
import { plainInput, withSpare } from "#suites/service/inputs/plain-input.ts";
import { type Particulars, particularsInTurn, withParticulars } from "#suites/service/inputs/particulars.ts";
import { underWay } from "#suites/service/judging/waiting/until-ready.ts";
import { judgeTagsOnceShown } from "#suites/service/judging/made/tags-once-shown.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import type { ShownAfterwards, Optionals } from "#suites/service/inputs/optionals-of.ts";
import { judgeEmptied } from "./emptied-lists.ts";
import { sendOnceIdle } from "./send-once-idle.ts";

/** The turns of names and tags in which an only member is sent again. */
const MORE = [1, 2, 3];

/**
 * For each optional member of an operation that creates or changes a resource: its plain input with that member. If the
 * operation accepts it, it must be shown. Acceptance itself is not judged: a value may be refused for what it means. Those
 * that are refused are added to a set.
 */
export function* optionalMemberCases(optionals: Optionals, refused: Set<string>): Iterable<ServiceCase> {
  const members = Object.entries(optionals.members);
  for (const [at, [name, value]] of members.entries()) {
    const run = async (session: ServiceSession): Promise<void> => {
      const beside = { turn: at, hasToken: at % 2 === 1 };
      if (!(await sendAndLook(session, optionals, { [name]: value }, beside))) refused.add(name);
    };
    yield { ...optionalCase(optionals, kebab(name), run), summary: `\`${name}\`, sent and looked for` };
    // No other case sends what has none to be sent with.
    const more = members.length === 1 && optionals.creates !== undefined ? MORE : [];
    for (const turn of more)
      yield {
        ...optionalCase(optionals, `${kebab(name)}/${turn}`, async (session) => {
          if (!refused.has(name))
            await sendAndLook(session, optionals, { [name]: value }, { turn, hasToken: turn % 2 === 0 });
        }),
        summary: `\`${name}\`, sent and looked for, of another name`,
      };
  }
  for (const [name, value] of Object.entries(optionals.others))
    yield {
      ...optionalCase(optionals, `${kebab(name)}/other`, async (session) => {
        await sendAndLook(session, optionals, { [name]: value }, { turn: 0, hasToken: false });
      }),
      summary: `\`${name}\`, sent with another value and looked for`,
    };
  const structures = groupedBy(optionals.within, ({ pointer }) => pointer.slice(0, pointer.lastIndexOf("/")));
  for (const [pointer, within] of structures) yield* casesWithin(optionals, pointer, within);
}

/** The optional members within one structure, together: what is made for it takes its time. By themselves where that is refused. */
function* casesWithin(optionals: Optionals, structure: string, within: readonly MemberWithin[]): Iterable<ServiceCase> {
  let isTaken = false;
  const [name, count] = [pathTo(structure), within.length];
  const all = within.reduce<JsonObject>((input, one) => withMembers(input, one.input), {});
  if (count > 1)
    yield {
      ...optionalCase(optionals, `${kebab(name)}/all`, async (session) => {
        isTaken = await sendAndLook(session, optionals, all, { turn: count, hasToken: true });
      }),
      summary: `the ${count} optional members of \`${name}\`, sent together and looked for`,
    };
  for (const [at, { pointer, input }] of within.entries()) {
    const own = pathTo(pointer);
    yield {
      ...optionalCase(optionals, kebab(own), async (session) => {
        if (!isTaken) await sendAndLook(session, optionals, input, { turn: at, hasToken: at % 2 === 1 });
      }),
      summary: `\`${own}\`, sent and looked for, unless it was taken with others`,
    };
  }
}

/** A case that sends optional members of an operation, without words. */
export function optionalCase(
  { operation, promise, creates, owner }: Optionals,
  key: string,
  run: ServiceCase["run"],
): Omit<ServiceCase, "summary"> {
  return {
    id: `${operation.prefix}/optional/${key}`,
    kind: "scenario",
    requirements: [promiseId(operation, promise)],
    needs: [operation.id],
    helps: (requirement) => showsMore(requirement, operation, owner),
    ...(creates === undefined ? {} : { makes: { resource: creates, count: 1, surely: true } }),
    run,
  };
}

/** Whether optional members of the operation may say something of a requirement. */
export function isJudgedBy({ operation, promise, owner }: Optionals, requirement: PlannedRequirement): boolean {
  return requirement.id === promiseId(operation, promise) || showsMore(requirement, operation, owner);
}

/**
 * A change shows in the answers of the other operations on a resource; what it was created with also in the creating
 * one's.
 */
function showsMore(one: PlannedRequirement, { id }: Operation, owner: Resource): boolean {
  if (one.seenWhen !== "member-returned" || !operationsOf(owner).includes(one.operation)) return false;
  return one.operation !== owner.create?.operation || one.operation === id;
}

/** What the members stand beside. */
export interface BesideMembers {
  /** What is created has another name and other tags in each turn. */
  readonly turn: number;
  readonly hasToken: boolean;
}

/**
 * Whether the operation accepts these members beside its plain input; what it accepts is looked for. What is refused beside
 * a particular name, or tags, may be refused for those.
 */
export async function sendAndLook(
  session: ServiceSession,
  optionals: Optionals,
  member: JsonObject,
  { turn, hasToken }: BesideMembers,
): Promise<boolean> {
  const { creates } = optionals;
  const { look, tags } = creates === undefined ? {} : particularsInTurn(session.context, creates).at(turn);
  const isParticular = look !== undefined || Object.keys(tags?.tags ?? {}).length > 0;
  if (isParticular && (await sendOnce(session, optionals, member, { look, tags, token: hasToken }))) return true;
  return sendOnce(session, optionals, member, { token: hasToken });
}

async function sendOnce(
  session: ServiceSession,
  { creates, ...optionals }: Optionals,
  member: JsonObject,
  particulars: Particulars,
): Promise<boolean> {
  const { operation, owner } = optionals;
  const { context } = session;
  const salt = session.salt(particulars.look?.id);
  const plain = plainInput(context, { operation: operation.id }, { salt });
  const base = plain && (creates === undefined ? plain : withSpare(context, plain, creates));
  const particular = { resource: owner, creating: operation, particulars, salt };
  const input = base && withParticulars(context, withMembers(base, member), particular);
  const request = input && encodeInput(operation, input);
  if (input === undefined || request === undefined) return false;
  const {
    reply,
    made,
    input: sent,
  } = creates === undefined
    ? { reply: await sendOnceIdle(session, operation, request), made: context.alive.get(owner.name), input }
    : await session.create(creates, request, { input, keepsCount: particulars.tags !== undefined });
  if (made === undefined || !isSuccess(reply)) return false;
  const reading = await lookForMember(session, { creates, ...optionals }, { member, made });
  const { shape } = optionals;
  if (creates === undefined && reading !== undefined)
    await judgeEmptied(session, { operation, shape, input: sent, made, described: reading });
  const showing = owner.describe;
  if (creates !== undefined && reading !== undefined && showing !== undefined)
    await judgeTagsOnceShown(session, made, {
      ...{ creating: operation, resource: owner, input: sent, showing },
      reply: reading,
    });
  return true;
}

interface TakenMember {
  readonly member: JsonObject;
  readonly made: MadeResource;
}

/** Whether a description shows what was taken; resolves to the one that does, or does not. */
export async function lookForMember(
  session: ServiceSession,
  lookedFor: ShownAfterwards,
  taken: TakenMember,
): Promise<Reply | undefined> {
  const { operation, promise, owner, input, shape } = lookedFor;
  const { member, made } = taken;
  const sent = common(member, input, shape) ?? {};
  const described = await session.waitFor(
    { operation: operation.id, event: promise },
    { read: () => session.describe(made), holds: (each) => isSuccess(each) && isHeld(sent, session.shown(made, each)) },
  );
  if (described === undefined || !isSuccess(described)) return undefined;
  const shown = session.shown(made, described);
  // A change that is still under way may not show yet.
  if (!isHeld(sent, shown) && underWay(session, made, described) !== undefined) return undefined;
  const departing = isHeld(sent, shown) ? undefined : departures(sent, shown, lookedFor);
  const found = check(departing === undefined, `what was sent: ${show(sent)}`, inWords(member, shown), departing);
  session.judge(promiseId(operation, promise), wanting(found, heldForm(sent, owner)), described.exchange);
  return described;
}

/** The order of a list is its own, which a form cannot express. */
function heldForm(sent: JsonValue, { describe }: Resource): Condition | undefined {
  const members = hasList(sent) ? undefined : formsOf(sent, describe?.shows ?? "");
  return members === undefined ? undefined : { members, settles: true };
}

/** The members that are not shown as they were sent, where they stand in the description. */
function departures(sent: JsonValue, shown: JsonValue | undefined, { owner, shape }: ShownAfterwards): Difference[] {
  const found = notEchoed(isJsonObject(sent) ? sent : {}, isJsonObject(shown) ? shown : {}, shape);
  return differencesBelow(owner.describe?.shows ?? "", found);
}

function hasList(value: JsonValue): boolean {
  if (Array.isArray(value)) return true;
  return isJsonObject(value) && Object.values(value).some(hasList);
}

function inWords(sent: JsonObject, shown: JsonValue | undefined): string {
  const found = Object.keys(sent).map((name) => [name, isJsonObject(shown) ? (ownMember(shown, name) ?? null) : null]);
  return show(Object.fromEntries(found) as JsonObject);
}
