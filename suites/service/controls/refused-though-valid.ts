import type { MadeResource } from "#custody/resources/made-resource.ts";
import { tellingValue } from "#generators/schema/telling-value.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isOnlyOne, takenError, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { isQuotaRefusal } from "#suites/oracles/quota.ts";
import { status } from "#suites/record/condition.ts";
import { choicesOfKind } from "#suites/service/inputs/choices-of-kind.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { looksOfKind } from "#suites/service/inputs/looks-of-names.ts";
import { withClientToken, withoutClientToken } from "#suites/service/inputs/with-client-token.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface RefusedPlain {
  readonly operation: Operation;
  /** What the operation creates, and what that belongs to. */
  readonly creates: Resource | undefined;
  readonly parent?: MadeResource | undefined;
  /** Makes the input, for each slot with other fresh values. */
  readonly plain: (slot: string) => JsonObject | undefined;
}

/** A valid input that differs in nothing that means anything. */
interface Otherwise {
  readonly words: string;
  /** What says that both are taken. */
  readonly requirement: string;
  readonly change: (input: JsonObject, salt: string) => JsonObject | undefined;
}

/**
 * Whoever refuses a valid input may have a reason that no model tells; who takes it with another client token, page size or
 * name, again and again, has none. Compared by one case for each operation.
 */
export async function judgeRefusedThoughValid(session: ServiceSession, refused: RefusedPlain): Promise<void> {
  const { context } = session;
  const { operation, creates, plain } = refused;
  const comparing = context.comparedPlain.get(operation.id) ?? session.caseId;
  if (comparing !== session.caseId || (creates !== undefined && isOnlyOne(creates, context.table))) return;
  context.comparedPlain.set(operation.id, session.caseId);
  const first = await sendPlain(session, operation, plain("refused"), refused);
  if (first === undefined || !isAboutInput(context, operation, first)) return;
  for (const [at, { words, requirement, change }] of otherwiseOf(context, operation, creates).entries()) {
    const other = (slot: string): Promise<Reply | undefined> => {
      const input = plain(slot);
      return sendPlain(session, operation, input && change(input, session.salt(slot)), refused);
    };
    const taken = await other(`otherwise ${at}`);
    if (taken === undefined || !isSuccess(taken)) continue;
    // By now something else may have changed: both once more.
    const second = await sendPlain(session, operation, plain("refused again"), refused);
    if (second?.status !== first.status || second.error.name !== first.error.name) return;
    const last = await other(`otherwise ${at} again`);
    if (last === undefined || !isSuccess(last)) return;
    const expected = `${operation.success.status}, as ${words}`;
    const finding = wanting(check(false, expected, describeReply(second)), {
      answers: [status(operation.success.status)],
    });
    session.judge(requirement, finding, second.exchange);
    return;
  }
}

/** The same of a plain input that its control saw refused. */
export async function judgeRefusedControl(
  session: ServiceSession,
  operation: Operation,
  creates: Resource | undefined,
): Promise<void> {
  const { context } = session;
  if (context.presence.get(operation.id)?.status !== "refused") return;
  const plain = (slot: string) => plainInput(context, { operation: operation.id }, { salt: session.salt(slot) });
  await judgeRefusedThoughValid(session, { operation, creates, plain });
}

const BAD_REQUEST = 400;

/** Whether a refusal may be about the input: what is full, taken or under way is another matter. */
function isAboutInput({ table }: ServiceContext, operation: Operation, reply: Reply): boolean {
  const { name } = reply.error;
  return reply.status === BAD_REQUEST && !isQuotaRefusal(reply) && name !== takenError(operation, table)?.name;
}

function otherwiseOf(context: ServiceContext, operation: Operation, creates: Resource | undefined): Otherwise[] {
  const { generation, requirements } = context;
  const requirement = promiseId(operation, "valid");
  const token = tokenMemberOf(operation);
  const size = operation.pages?.pageSize;
  const sized =
    size === undefined ? undefined : tellingValue(operation.input.properties?.[size] ?? {}, generation, size);
  const at = pointerTokens(creates?.id.input ?? "");
  const choices = creates === undefined ? [] : choicesOfKind(context, creates);
  return [
    ...(token === undefined
      ? []
      : [
          {
            words: `with another \`${token}\`, or none`,
            requirement,
            change: (input: JsonObject, salt: string): JsonObject =>
              Object.hasOwn(input, token)
                ? withoutClientToken(operation, input)
                : withClientToken(context, operation, input, salt),
          },
        ]),
    ...(size === undefined || sized === undefined
      ? []
      : [
          {
            words: `with \`${size}\``,
            requirement,
            change: (input: JsonObject): JsonObject => ({ ...input, [size]: sized }),
          },
        ]),
    ...(creates === undefined ? [] : looksOfKind(context, creates)).map(({ words, nameFor }) => ({
      words: `with a name that has ${words}`,
      requirement,
      change: (input: JsonObject, salt: string): JsonObject | undefined => {
        const name = nameFor(salt);
        return name === undefined ? undefined : withValue(input, at, name);
      },
    })),
    ...choices
      .filter(({ constraint }) => requirements.get(constraint.requirement)?.level === "MUST")
      .map((choice) => ({
        words: `with ${choice.value} at ${choice.at}`,
        requirement: choice.constraint.requirement,
        change: (input: JsonObject): JsonObject => withValue(input, pointerTokens(choice.at), choice.value),
      })),
  ];
}

/** Sends an input for comparison. */
export async function sendPlain(
  session: ServiceSession,
  operation: Operation,
  input: JsonObject | undefined,
  { creates, parent }: Pick<RefusedPlain, "creates" | "parent">,
): Promise<Reply | undefined> {
  const request = input && encodeInput(operation, input);
  if (input === undefined || request === undefined) return undefined;
  if (creates === undefined) return session.send(request, { purpose: "compared" });
  return (await session.create(creates, request, { input, parent, purpose: "observed" })).reply;
}
