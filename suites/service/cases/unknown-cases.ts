import { madeInWords } from "../../../custody/resources/made-resource.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";
import type { Reply } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonValue } from "../../../spec/json/json.ts";
import { promiseId } from "../../../spec/resources/promises/promise.ts";
import { lastResource, unknownError } from "../../../spec/resources/table-readings.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import type { Finding } from "../../oracles/finding.ts";
import { freshName, slotsOfName, type NameSlot } from "../inputs/fresh-name.ts";
import { plainInput } from "../inputs/plain-input.ts";
import { underWay } from "../judging/judge-made.ts";
import { judgeRefusal } from "../judging/judge-plain.ts";
import { presenceOf } from "../judging/presence.ts";
import type { ServiceCase } from "../service-case.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";

/** Asks an operation for a resource that does not exist. */
export function* unknownCases({ table }: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const error = unknownError(operation, table);
  const resource = lastResource(operation.id, table);
  if (error === undefined || resource === undefined) return;
  const requirement = promiseId(operation, "unknown");
  yield {
    id: `${operation.prefix}/scenario/unknown`,
    kind: "scenario",
    requirements: [requirement],
    summary: `a ${resource.name.replaceAll("-", " ")} that there is none of`,
    needs: [],
    run: async (session) => {
      const { context } = session;
      const instead = unknownIdentity(session, operation, resource);
      const input = instead && plainInput(context, { operation: operation.id }, { salt: session.salt(), instead });
      const request = input && encodeInput(operation, input);
      if (request === undefined) return;
      const reply = await session.send(request, "later");
      if (!(await isThere(session, operation, request, reply))) return;
      session.judgeInGeneral(request, reply);
      // What breaks the model, such as an ARN of another form than it gives them, may be refused for that.
      if (session.classify(request).expectation === "must-reject") return;
      const finding = judgeRefusal(reply, error, operation);
      session.judge(requirement, await unlessBusy(session, resource, { finding, reply }), reply.exchange);
    },
  };
}

/** A conflict may be told first where what it would belong to is under way. */
async function unlessBusy(
  session: ServiceSession,
  resource: Resource,
  { finding, reply }: { readonly finding: Finding; readonly reply: Reply },
): Promise<Finding> {
  if (reply.status !== 409) return finding;
  for (let above = session.parentOf(resource); above !== undefined; above = above.parent) {
    const described = await session.describe(above, "compared");
    const status = described && underWay(session, above, described);
    if (status === undefined) continue;
    return { ...finding, grade: "unclear", received: `${describeReply(reply)}: ${madeInWords(above)} is ${status}` };
  }
  return finding;
}

/**
 * If an operation's plain request could not be tried, the answer to this one tells it from a path that does not exist.
 */
async function isThere(
  session: ServiceSession,
  { id }: Operation,
  request: WireRequest,
  reply: Reply,
): Promise<boolean> {
  const { presence } = session.context;
  const known = presence.get(id)?.status;
  if (known !== undefined && known !== "not-tried") return known !== "not-implemented";
  const found = await presenceOf(request, reply, (other) => session.send(other, "compared"));
  if (found.status === "not-implemented") presence.set(id, found);
  return found.status !== "not-implemented";
}

/** Values for the placeholders of a resource that there is none of; undefined where too few identities fit the model. */
function unknownIdentity(
  session: ServiceSession,
  operation: Operation,
  resource: Resource,
): Record<string, JsonValue> | undefined {
  const { context } = session;
  const slots = slotsOfIdentity(context, operation, resource);
  const id = resource.id.unknown ?? freshName(context.generation, session.salt("unknown"), slots);
  if (id === undefined) return undefined;
  const there = context.alive.get(resource.name);
  const arn = there?.arn === undefined ? {} : { [`${resource.name}.arn`]: there.arn.replaceAll(there.id, id) };
  return { [resource.name]: id, ...arn };
}

/** Where the plain input has the identity of a resource, by itself or within the ARN that is known of another one. */
function slotsOfIdentity({ table, alive }: ServiceContext, operation: Operation, { name }: Resource): NameSlot[] {
  const slotsOf = (placeholder: string) => slotsOfName(table.inputs[operation.id] ?? {}, operation.input, placeholder);
  const { arn, id } = alive.get(name) ?? {};
  const [before, ...after] = arn === undefined || id === undefined ? [] : arn.split(id);
  // Where an identity occurs more than once in the ARN, nothing is known of a single place.
  const inArn = before === undefined || after.length !== 1 ? [] : slotsOf(`${name}.arn`);
  return [
    ...slotsOf(name),
    ...inArn.map((place) => ({ ...place, before: place.before + before, after: after.join("") + place.after })),
  ];
}
