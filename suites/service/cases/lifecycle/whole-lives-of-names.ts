import { hashHex } from "../../../../generators/strings/hash.ts";
import { acceptedStrings } from "../../../../generators/strings/string-space.ts";
import { uniqueValue } from "../../../../generators/schema/fresh-value.ts";
import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { fullMatch } from "../../../../spec/contract/pattern.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonSchema } from "../../../../spec/contract/schema.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../../../spec/json/json-pointer.ts";
import { memberSchema } from "../../../../spec/resources/member-schema.ts";
import { listedId, promiseId } from "../../../../spec/resources/promises/promise.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import type { GenerationContext } from "../../../../generators/schema/generation-context.ts";
import { status } from "../../../record/condition.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { withValue } from "../../inputs/with-value.ts";
import { judgeListed, untilReady } from "../../judging/judge-made.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import { createOneMore } from "./another-of.ts";
import { judgeAbsent } from "./teardown.ts";

/** A form that a name may have, by a salt; undefined where the schema has none of it. */
interface Look {
  readonly id: string;
  readonly words: string;
  readonly nameFor: (salt: string) => string | undefined;
}

/** The longest that is tried: what a path holds without being long itself. */
const LONGEST = 256;

/** Names that a server may cut, fold or split, of those that the schema of the member allows. */
function looksOf(schema: JsonSchema, generation: GenerationContext): readonly Look[] {
  const { maxLength } = schema;
  const allowed = (name: string): string | undefined =>
    name.length <= (maxLength ?? LONGEST) && isAllowed(schema, name) ? name : undefined;
  const marked = (salt: string): string => `${generation.prefix}${hashHex("whole life", salt).slice(0, 12)}`;
  const longest = maxLength !== undefined && maxLength <= LONGEST ? maxLength : undefined;
  return [
    {
      id: "longest",
      words: "the longest",
      nameFor: (salt) =>
        longest !== undefined && acceptedStrings(schema).count(longest, generation.prefix) > 0
          ? uniqueValue(schema, generation, salt, longest)
          : undefined,
    },
    { id: "capitals", words: "capitals", nameFor: (salt) => allowed(marked(salt).toUpperCase()) },
    { id: "digit-first", words: "a digit at its beginning", nameFor: (salt) => allowed(`0${marked(salt)}`) },
    {
      id: "underscores",
      words: "underscores",
      nameFor: (salt) => (schema.pattern === undefined ? undefined : allowed(marked(salt).replaceAll("-", "_"))),
    },
  ];
}

function isAllowed({ pattern }: JsonSchema, name: string): boolean {
  return pattern === undefined || fullMatch(pattern).test(name);
}

/**
 * A whole life for each look of a name: created, described, listed, deleted, and gone. Whether it is accepted is not
 * judged: a name may be refused for what it means.
 */
export function* wholeLivesOfNames(
  context: ServiceContext,
  resource: Resource,
  creating: Operation,
): Iterable<ServiceCase> {
  const { id, describe, list } = resource;
  const schema = id.input === undefined ? undefined : memberSchema(creating.input, id.input);
  // A name within an ARN, or one of a few, is not free to be of any look.
  const isFree = valueAt(context.table.inputs[creating.id] ?? {}, id.input ?? "") === "$new" && !resource.fixed;
  if (
    schema === undefined ||
    !isFree ||
    describe === undefined ||
    resource.delete === undefined ||
    resource.stays !== undefined
  )
    return;
  const [describing, deleting] = [describe, resource.delete].map((one) => context.contract.operation(one.operation));
  if (describing === undefined || deleting === undefined) return;
  const listing = list && context.contract.operation(list.operation);
  for (const look of looksOf(schema, context.generation)) {
    if (look.nameFor("any") === undefined) continue;
    yield {
      id: `${creating.prefix}/lives/${look.id}`,
      kind: "scenario",
      requirements: [
        promiseId(describing, "valid"),
        promiseId(deleting, "gone"),
        ...(listing === undefined ? [] : [listedId(listing, resource.name)]),
      ],
      summary: `a ${resource.name.replaceAll("-", " ")} whose name has ${look.words}: created, described, listed, deleted`,
      needs: [creating.id, describing.id],
      makes: { resource, count: 1, surely: true },
      run: async (session) => {
        const name = look.nameFor(session.salt());
        if (name === undefined) return;
        const change = (input: JsonObject): JsonObject => withValue(input, pointerTokens(id.input ?? ""), name);
        const made = (await createOneMore(session, resource, { change }))?.made;
        if (made === undefined || !(await judgeFound(session, made, describing))) return;
        await judgeListed(session, made);
        await judgeDeleted(session, made, deleting);
      },
    };
  }
}

/** Whether what was created is described under its name: what was just answered with a success is not unknown. */
async function judgeFound(session: ServiceSession, made: MadeResource, describing: Operation): Promise<boolean> {
  const described = await untilReady(session, made);
  if (described === undefined || made.resource.describe === undefined) return false;
  if (isSuccess(described) || (await session.isNone(made, described))) {
    const found = check(isSuccess(described), String(describing.success.status), describeReply(described));
    const condition = { answers: [status(describing.success.status)], settles: true };
    session.judge(promiseId(describing, "valid"), wanting(found, condition), described.exchange);
  }
  return isSuccess(described);
}

async function judgeDeleted(session: ServiceSession, made: MadeResource, deleting: Operation): Promise<void> {
  const request = made.resource.delete && session.plain(made.resource.delete, made);
  if (request === undefined) return;
  if (isSuccess(await session.send(request))) await judgeAbsent(session, made, deleting);
}
