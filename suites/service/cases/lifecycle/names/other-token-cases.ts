import { uuidOf } from "#generators/schema/fresh-value.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { tellsTwoApart, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { check } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import type { ResourceCreation } from "#suites/service/creating/after-success.ts";
import { identifying, isAt } from "#suites/service/judging/answers/identifying.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";

/** A token, and another one that a careless server takes for it. */
interface AlmostOne {
  readonly id: string;
  readonly what: string;
  /** A token of the form, made of one of the usual form. */
  readonly form: (token: string) => string;
  readonly of: (token: string) => string;
}

/** As long as any service takes them that says how long; some say more. */
const LONG = 100;

const asItIs = (token: string): string => token;
const lastOther = (token: string): string => `${token.slice(0, -1)}x`;

const ALMOST: readonly AlmostOne[] = [
  { id: "case", what: "in case only", form: asItIs, of: (token) => token.toUpperCase() },
  { id: "last", what: "in their last character only", form: asItIs, of: lastOther },
  {
    id: "long",
    what: "in the last of a hundred characters only",
    form: (token) => token.padEnd(LONG, "-0"),
    of: lastOther,
  },
];

/** Two creations, of different names, whose client tokens are almost one: both are carried out. */
export function* otherTokenCases(resource: Resource, creating: Operation): Iterable<ServiceCase> {
  const token = tokenMemberOf(creating);
  if (token === undefined || !tellsTwoApart(resource)) return;
  const requirement = promiseId(creating, "token.distinct");
  const { maxLength = LONG } = creating.input.properties?.[token] ?? {};
  for (const almost of ALMOST) {
    const { id, what } = almost;
    if (id === "long" && maxLength < LONG) continue;
    yield {
      id: `${creating.prefix}/scenario/token-${id}`,
      kind: "scenario",
      requirements: [requirement],
      summary: `two ${resource.name.replaceAll("-", " ")}s with client tokens that differ ${what}`,
      needs: [creating.id],
      makes: { resource, count: 2, surely: true },
      run: (session) => createTwice(session, { resource, token, requirement, almost }),
    };
  }
}

interface TwoTokens {
  readonly resource: Resource;
  /** The member of the input. */
  readonly token: string;
  readonly requirement: string;
  readonly almost: AlmostOne;
}

async function createTwice(session: ServiceSession, two: TwoTokens): Promise<void> {
  const { requirement, almost } = two;
  const { form, of } = almost;
  const first = form(uuidOf("almost one token", session.context.generation.prefix, session.salt()));
  const made = await createWith(session, two, first);
  const second = made && isSuccess(made.reply) ? await createWith(session, two, of(first)) : undefined;
  if (made === undefined || second === undefined) return;
  const { reply } = second;
  if (isSuccess(reply)) {
    const isAnother = await isAnotherOne(session, two.resource, made.reply, second);
    if (isAnother !== undefined)
      session.judge(requirement, check(isAnother, EXPECTED, "the first one again"), reply.exchange);
    return;
  }
  // A refusal is for the token only where the same is taken with another one.
  const other = await createWith(session, two, form(uuidOf("another token", first)));
  if (other === undefined || !isSuccess(other.reply) || other.reply.status >= 500) return;
  const found = check(false, EXPECTED, describeReply(reply));
  session.judge(requirement, unlessUninformative(reply, found), reply.exchange);
}

const EXPECTED = "another one";

/** By what tells the first in its answer; where that has nothing of it, by whether the second is there. */
async function isAnotherOne(
  session: ServiceSession,
  resource: Resource,
  first: Reply,
  { reply, made }: ResourceCreation,
): Promise<boolean | undefined> {
  const members = identifying(session.context, resource, first);
  if (members.length > 0) return !members.every((form) => isAt(reply, form));
  const described = made && (await untilReady(session, made));
  if (made === undefined || described === undefined) return undefined;
  if (await session.isNone(made, described)) return false;
  return isSuccess(described) ? true : undefined;
}

/** Creates one more, of a name of its own, with this token. */
async function createWith(
  session: ServiceSession,
  { resource, token }: TwoTokens,
  value: string,
): Promise<ResourceCreation | undefined> {
  return createOneMore(session, resource, { slot: value, change: (input) => ({ ...input, [token]: value }) });
}
