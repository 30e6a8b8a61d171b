import { keyOf, ownArn, type MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { ResourceOperation } from "#spec/resources/resource-table.ts";
import { showsOwn, shownSchema, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { type Finding, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { answeredFinding, lostMembers } from "#suites/service/judging/answers/agreement.ts";
import { arnFinding } from "#suites/service/judging/shown/arn-form.ts";
import { comparable, echoFinding, isEchoed, notEchoed } from "#suites/service/judging/shown/echo.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import { sentToBeShown } from "#suites/service/inputs/sent-to-be-shown.ts";
import { judgeListed } from "./judge-listed.ts";
import { judgeReady } from "./judge-ready.ts";
import { untilMet } from "#suites/service/judging/waiting/until-met.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { judgeTagsAnswered, tagsShownFindings } from "#suites/service/judging/shown/tags-shown.ts";
import { createdFinding } from "#suites/service/judging/shown/times-shown.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface ShownByDefault {
  /** By pointer into the input and into what is shown. */
  readonly defaults: Readonly<Record<string, JsonValue>>;
  readonly input: JsonObject;
  readonly shown: JsonObject;
  /** Where the answer shows the resource. */
  readonly shows: string;
}

/**
 * Whether what was not sent is shown as the documentation says; one that is left out is not said to be otherwise.
 * Undefined where all of it was sent.
 */
export function defaultsFinding({ defaults, input, shown, shows }: ShownByDefault): Finding | undefined {
  const due = Object.entries(defaults).filter(([at]) => valueAt(input, at) === undefined);
  if (due.length === 0) return undefined;
  const found = due
    .map(([at, sent]) => ({ at, sent, shown: valueAt(shown, at) }))
    .filter((one) => !isEchoed(one.sent, one.shown));
  const finding = wanting(echoFinding(found, "the defaults", shows), asSent(found, shows));
  const isLeftOut = found.length > 0 && found.every((one) => (one.shown ?? null) === null);
  return isLeftOut ? { ...finding, grade: "tolerated", alternative: "left out" } : finding;
}

/** A resource, the input that it was created with, and the answer. */
export interface Made {
  readonly made: MadeResource;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** Waits until it is ready, and checks that it is shown and listed as it was created. */
export async function judgeMade(session: ServiceSession, one: Made): Promise<void> {
  const { made } = one;
  const { create, describe } = made.resource;
  if (create === undefined) return;
  const creating = session.context.contract.operation(create.operation);
  judgeCreated(session, creating, one);
  if (describe === undefined) judgeShown(session, { ...one, creating, showing: create });
  else await judgeDescribed(session, { ...one, creating, showing: describe });
  await judgeListed(session, made);
}

/** Whether it was created now, by the answer to its creation; of a name that was there before, that may have been any time. */
function judgeCreated(session: ServiceSession, creating: Operation, { made, reply }: Made): void {
  const { table, asCreated } = session.context;
  const shown = asCreated.get(keyOf(made))?.shown;
  if (table.created === undefined || shown === undefined) return;
  const at = `${made.resource.create?.shows ?? ""}${table.created}`;
  const finding = createdFinding(reply, valueAt(shown, table.created), at);
  if (finding !== undefined) session.judge(promiseId(creating, "created"), finding, reply.exchange);
}

interface Shown extends Made {
  readonly creating: Operation;
  /** The operation whose answer should show it. */
  readonly showing: ResourceOperation;
}

async function judgeDescribed(session: ServiceSession, one: Shown): Promise<void> {
  const { made } = one;
  const ready = await untilReady(session, made);
  noteArn(session, made, ready);
  if (ready === undefined) return;
  const findings = (each: Reply) => [
    ...shownFindings(session, { ...one, reply: each }),
    ...memberFindings(session, one, each),
  ];
  const reply = await untilMet(session, made, { operation: one.creating.id, first: ready, findings });
  judgeShown(session, { ...one, reply });
  judgeDefaults(session, { ...one, reply });
  judgeArn(session, one, reply);
  judgeReady(session, one, reply);
  judgeMembers(session, one, reply);
  judgeAnswered(session, one, reply);
}

/** Whether the answer to a creation shows what was sent as the description does. */
function judgeAnswered(session: ServiceSession, { creating, made, input, showing, ...one }: Shown, reply: Reply): void {
  const { create } = made.resource;
  const shown = session.shown(made, reply);
  if (create?.shows === undefined || shown === undefined) return;
  const operation = session.context.contract.operation(showing.operation);
  const shape = shownSchema(operation, showing) ?? {};
  const sent = comparable(sentToBeShown(creating, made.resource, input), shape);
  const echoed = Object.fromEntries(sent.filter(([name, value]) => isEchoed(value, shown[name])));
  const finding = answeredFinding(one.reply, { sent: echoed, shape, shows: create.shows });
  if (finding === undefined) return;
  session.judge(promiseId(creating, "answered"), finding, one.reply.exchange);
  judgeTagsAnswered(session, { creating, resource: made.resource, input, reply: one.reply, showing: create });
}

/** Judges that what took the name of a deleted one is described as its own creation was answered. */
export async function judgeAsAnswered(session: ServiceSession, one: Made, first: Reply): Promise<void> {
  const { create, describe } = one.made.resource;
  if (create === undefined || describe === undefined) return;
  const creating = session.context.contract.operation(create.operation);
  const shown: Shown = { ...one, creating, showing: describe };
  const findings = (each: Reply) => memberFindings(session, shown, each);
  judgeMembers(session, shown, await untilMet(session, one.made, { operation: creating.id, first, findings }));
}

function judgeMembers(session: ServiceSession, one: Shown, reply: Reply): void {
  for (const [id, finding] of memberFindings(session, one, reply)) session.judge(id, finding, reply.exchange);
}

/** Whether its description shows all that the answer to its creation did. */
function* memberFindings(
  session: ServiceSession,
  { creating, made, showing, ...one }: Shown,
  reply: Reply,
): Iterable<RequirementFinding> {
  const { create } = made.resource;
  if (create?.shows === undefined || showing.shows === undefined || !isJsonObject(one.reply.json)) return;
  const [created, shown] = [valueAt(one.reply.json, create.shows), session.shown(made, reply)];
  if (!isJsonObject(created) || shown === undefined) return;
  const operation = session.context.contract.operation(showing.operation);
  if (!showsOwn(operation, showing)) return;
  const token = tokenMemberOf(creating);
  const told = Object.fromEntries(Object.entries(created).filter(([name]) => name !== token));
  const shape = shownSchema(operation, showing) ?? {};
  const finding = lostMembers(told, shown, { shape, shows: showing.shows, given: made.resource.given });
  if (finding !== undefined) yield [promiseId(operation, "agrees.members"), finding];
}

/** If the answer to its creation does not show its ARN, the description may. */
function noteArn(session: ServiceSession, made: MadeResource, reply: Reply | undefined): void {
  const known = withShownArn(session, made, reply);
  const { alive } = session.context;
  if (known !== made && alive.get(made.resource.name) === made) alive.set(made.resource.name, known);
}

/** The same with its ARN, where that is told by an answer about it alone. */
export function withShownArn(session: ServiceSession, made: MadeResource, reply: Reply | undefined): MadeResource {
  const { arn } = made.resource;
  if (made.arn !== undefined || arn === undefined) return made;
  const shown = ownArn(made, valueAt(session.shown(made, reply) ?? {}, arn));
  return shown === undefined ? made : { ...made, arn: shown };
}

function judgeShown(session: ServiceSession, one: Shown): void {
  for (const [id, finding] of shownFindings(session, one)) session.judge(id, finding, one.reply.exchange);
}

function* shownFindings(session: ServiceSession, one: Shown): Iterable<RequirementFinding> {
  const { creating, made, input, reply, showing } = one;
  if (!isSuccess(reply) || showing.shows === undefined) return;
  const sent = sentToBeShown(creating, made.resource, input);
  const shape: JsonSchema = shownSchema(session.context.contract.operation(showing.operation), showing) ?? {};
  const body = isJsonObject(reply.json) ? valueAt(reply.json, showing.shows) : undefined;
  const shown = isJsonObject(body) ? body : {};
  if (comparable(sent, shape).length > 0) {
    const found = notEchoed(sent, shown, shape);
    const finding = echoFinding(found, "as it was made", showing.shows);
    yield [promiseId(creating, "shown"), wanting(finding, asSent(found, showing.shows))];
  }
  yield* tagsShownFindings(session, { creating, resource: made.resource, input, reply, showing });
}

/** Whether what was not sent is shown as the documentation says, of what is otherwise as plain as can be. */
function judgeDefaults(session: ServiceSession, { creating, made, input, reply, showing }: Shown): void {
  const { defaults } = made.resource;
  const shown = session.shown(made, reply);
  const plain = session.context.table.inputs[creating.id] ?? {};
  // What else was sent may have another default.
  const isPlain = Object.keys(sentToBeShown(creating, made.resource, input)).every((name) =>
    Object.hasOwn(plain, name),
  );
  if (defaults === undefined || showing.shows === undefined || shown === undefined || !isPlain) return;
  const finding = defaultsFinding({ defaults, input, shown, shows: showing.shows });
  if (finding !== undefined) session.judge(promiseId(creating, "defaults"), finding, reply.exchange);
}

/** Whether its ARN has the parts of one, and says that it is where what it belongs to is. */
function judgeArn(session: ServiceSession, { creating, made, showing }: Shown, reply: Reply): void {
  const { arn: at } = made.resource;
  const shown = session.shown(made, reply);
  if (at === undefined || showing.shows === undefined || shown === undefined) return;
  const arn = valueAt(shown, at) ?? undefined;
  // Of another type, it is against the model.
  if (arn !== undefined && typeof arn !== "string") return;
  const { id } = made.resource;
  const name = id.input === undefined || made.resource.fixed ? undefined : made.id;
  const finding = arnFinding(arn, { of: made.parent?.arn, name, at: `${showing.shows}${at}` });
  session.judge(promiseId(creating, "arn"), finding, reply.exchange);
}
