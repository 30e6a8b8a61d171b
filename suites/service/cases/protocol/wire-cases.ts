import { applyVariant, type WireFamily, type WireVariant } from "#generators/wire/wire-variant.ts";
import { wireVariants } from "#generators/wire/wire-variants.ts";
import { sentNames } from "#custody/ownership/sent-names.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { bodyText } from "#protocol/body-text.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { isBodiless, isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { kindMadeBy, type Resource, type ResourceTable } from "#spec/resources/resource-table.ts";
import { isDeletion, isOnlyOne } from "#spec/resources/table-readings.ts";
import { documentedError } from "#suites/oracles/documented-error.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeByContract } from "#suites/oracles/judge-by-contract.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import { variantsInTurn } from "#suites/wire/variants-in-turn.ts";
import { judgeAnswered, judgeObserved, type WireRule, wireRuleOf } from "#suites/wire/wire-rules.ts";
import { newPlainInput } from "#suites/service/inputs/plain-input.ts";
import { isLookedUp } from "#suites/service/judging/answers/looked-up.ts";
import { judgeUndone } from "#suites/service/judging/made/judge-undone.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { inOwnState } from "#suites/service/states/own-state.ts";
import {
  type ChangedInput,
  judgeVariation,
  noteChanged,
  sendVariation,
  type Variation,
} from "#suites/service/cases/inputs/judge-variation.ts";

/**
 * The plain request of an operation, gone wrong before its members are looked at: in its body, media types, method or
 * path. Of a deletion, which would be over if it were taken, only a body that is no JSON object.
 */
export function* wireVariantCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table } = context;
  const creates = kindMadeBy(table, operation.id);
  for (const variant of sentInTurn(context).get(operation.id) ?? []) {
    const rule = wireRuleOf(variant, operation);
    yield {
      id: `wire/${operation.prefix}/${variant.key}`,
      kind: "wire",
      requirements: [rule.requirement],
      operation: operation.id,
      summary: variant.note,
      needs: isDeletion(table, operation) ? [] : [operation.id],
      makes: creates && { resource: creates, count: 1, surely: sideOf(rule) === "accept" },
      run: (session) =>
        inOwnState(session, operation, (own) => sendVariant(session, { variant, rule, operation, creates }, own)),
    };
  }
}

/** By operation, what it is sent of all that is asked for; shared out once the controls have found out which are there. */
const sentInTurn = perObject((context: ServiceContext) => {
  const { contract, table, presence, requirements, settings } = context;
  const isThere = (operation: Operation): boolean =>
    isDeletion(table, operation) || (presence.get(operation.id)?.status ?? "implemented") === "implemented";
  const operations = [...contract.operations.values()].filter(
    (operation) => table.inputs[operation.id] !== undefined && isThere(operation),
  );
  return variantsInTurn(
    operations.map((operation) => ({
      operation,
      variants: wireVariants(operation).filter((variant) => {
        const rule = wireRuleOf(variant, operation);
        const creates = kindMadeBy(table, operation.id);
        return requirements.has(rule.requirement) && isTried(context, { variant, rule, operation, creates });
      }),
    })),
    { isCheap: settings.rps === undefined },
  );
});

const NO_OBJECT: readonly WireFamily[] = ["json-syntax", "json-root"];
const UNREADABLE: readonly WireFamily[] = [...NO_OBJECT, "json-bytes"];

interface Varied {
  readonly variant: WireVariant;
  readonly rule: WireRule;
  readonly operation: Operation;
  readonly creates: Resource | undefined;
}

/** What odd bodies create may bear another name than was sent; what is deleted by a sloppy router is gone for the others. */
function isTried({ table, settings }: ServiceContext, { variant, rule, operation, creates }: Varied): boolean {
  const { method = operation.method, family } = variant;
  if (settings.readOnly === true && !isSafe(method)) return false;
  if (isDeletion(table, operation)) return UNREADABLE.includes(family);
  if (isDeleting(variant) || family === "lone-surrogate") return false;
  if (creates === undefined) return true;
  if (isOnlyOne(creates, table) && sideOf(rule) === "accept") return false;
  // What the service names would bear no mark of the run.
  return rule.judged !== "observed" || creates.id.input !== undefined;
}

function isDeleting({ method }: WireVariant): boolean {
  return method !== undefined && isBodiless(method) && !isSafe(method);
}

function sideOf({ registers }: WireRule): "accept" | "reject" {
  return registers === 0 ? "reject" : "accept";
}

async function sendVariant(session: ServiceSession, varied: Varied, own: MadeResource | undefined): Promise<void> {
  const { rule, operation, creates, variant } = varied;
  const { context } = session;
  const variation: Variation = {
    operation,
    creates,
    parent: creates && own,
    own,
    side: sideOf(rule),
    plain: (slot, made) => newPlainInput(context, operation.id, { creates, salt: session.salt(slot), made }),
    change: (input) => {
      const plain = encodeInput(operation, input);
      return plain && { input, request: variedRequest(varied, plain) };
    },
  };
  const input = variation.plain("", own);
  const changed = input && variation.change(input);
  if (changed === undefined) return;
  if (creates !== undefined && losesMark(context, operation, changed)) return;
  if (creates !== undefined && rule.judged === "observed" && mayNameOther(creates, changed)) return;
  const classification = session.classify(changed.request);
  if (!isAsMeant(varied, classification)) return;
  const reply = await sendVariation(session, variation, changed);
  // Whatever the type that it is said to have, or the bytes of a text, the body has the members of a valid one.
  noteChanged(session, variation, { reply, breaks: NO_OBJECT.includes(variant.family) });
  const judge = (one: Reply): Finding => judgeVariant(one, varied, { classification, table: context.table });
  const found = await judgeVariation(session, variation, { changed, reply, judge });
  session.judge(rule.requirement, found.finding, found.reply.exchange);
  if (creates !== undefined) await judgeUndone(session, creates, { input: changed.input, reply: found.reply });
}

/** A reader that puts a character in the place of bytes it cannot read makes what bears no mark of the run any more. */
function losesMark({ generation }: ServiceContext, operation: Operation, { input, request }: ChangedInput): boolean {
  const read = new TextDecoder().decode(request.body);
  const plain = encodeInput(operation, input);
  if (plain === undefined) return false;
  const marked =
    bodyText(plain)
      .match(/"[^"]*"/g)
      ?.filter((text) => text.includes(generation.prefix)) ?? [];
  return read.includes(REPLACEMENT) && read.startsWith("{") && marked.some((text) => !read.includes(text));
}

const REPLACEMENT = "\ufffd";

/** Some reader may take another name from the bytes than the input has: of two members, by another case, or of a prototype. */
function mayNameOther({ id }: Resource, { input, request }: ChangedInput): boolean {
  const member = pointerTokens(id.input ?? "").at(-1);
  const name = id.input === undefined ? undefined : valueAt(input, id.input);
  if (member === undefined || typeof name !== "string") return false;
  const text = bodyText(request).toLowerCase();
  const { candidates } = sentNames(text, { member: member.toLowerCase() });
  return text.includes('"__proto__"') || candidates.some((each) => each !== name.toLowerCase());
}

function variedRequest({ variant }: Varied, plain: WireRequest): WireRequest {
  const request = applyVariant(variant, plain, bodyOf(plain));
  return isBodiless(request.method)
    ? { method: request.method, path: request.path, headers: request.headers }
    : request;
}

function bodyOf(plain: WireRequest): Readonly<Record<string, JsonValue>> {
  const body = plain.body === undefined ? {} : (JSON.parse(bodyText(plain)) as JsonValue);
  return isJsonObject(body) ? body : {};
}

/** Whether the bytes do what the variant is about: not every input has a name to unquote, and a path may be another operation's. */
function isAsMeant({ variant, rule }: Varied, { operation, expectation, problem }: Classification): boolean {
  const isMoved = variant.method !== undefined || variant.path !== undefined;
  if (isMoved && (rule.judged === "observed" || sideOf(rule) === "reject")) return operation === undefined;
  if (rule.judged !== "by-contract") return true;
  if (sideOf(rule) === "accept") return expectation === "must-accept";
  // Nothing is what an input without required members may look like.
  return problem === "empty" ? operation !== undefined && requiredInBody(operation).length > 0 : problem !== undefined;
}

function requiredInBody({ members }: Operation): string[] {
  return members.flatMap(({ in: place, required, name }) => (place === "body" && required ? [name] : []));
}

/**
 * Another of the operation's errors for a bad request refuses as well, and what a body without a byte does not name may be
 * looked up first, as where a member is left out; what is busy says nothing of a good one.
 */
function judgeVariant(
  reply: Reply,
  { rule, operation }: Varied,
  { classification, table }: { readonly classification: Classification; readonly table: ResourceTable },
): Finding {
  if (rule.judged === "answered") return judgeAnswered(reply);
  if (rule.judged === "observed") return judgeObserved(reply);
  const finding = judgeByContract(reply, classification);
  if (sideOf(rule) === "accept") return reply.status === 409 ? { ...finding, grade: "unclear" } : finding;
  const own = documentedError(reply, operation);
  if (finding.grade !== "missed" || own === undefined) return finding;
  const members = classification.problem === "empty" ? requiredInBody(operation) : [];
  if (own.status !== 400 && !isLookedUp(own, { operation, table, members })) return finding;
  return { ...finding, grade: "tolerated", alternative: `${own.status} ${own.name}` };
}
