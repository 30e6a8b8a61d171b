import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { absenceIds, type AbsenceIds } from "#spec/resources/promises/deletion-promises.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check, type Finding, wanting } from "#suites/oracles/finding.ts";
import { refusal, type AnswerForm } from "#suites/record/condition.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { shownAsGoing, untilUnknown } from "#suites/service/judging/waiting/until-gone.ts";
import { listCondition } from "./judge-listed.ts";

/** Judges that what was deleted is no longer described, nor listed; `told` is under which ids, if not those of its own deletion. */
export async function judgeAbsent(
  session: ServiceSession,
  made: MadeResource,
  operation: Operation,
  told: AbsenceIds = absenceIds(session.context, made.resource, operation),
): Promise<void> {
  const described = await untilUnknown(session, made, operation.id);
  const isNone = described !== undefined && (await session.isNone(made, described));
  if (described === undefined) return judgeUnlisted(session, made, { operation, id: told.gone });
  if (isNone) {
    session.judge(told.gone, { grade: "met", expected: GONE, received: describeReply(described) }, described.exchange);
    judgeEnd(session, made, operation, described);
    return judgeUnlisted(session, made, { operation, id: told.unlisted });
  }
  // By what name a 404 says so is told of what never was: the list confirms it, or nothing does.
  if (described.status === 404 && made.resource.list !== undefined)
    return judgeUnlisted(session, made, { operation, id: told.gone, otherwise: describeReply(described) });
  const going = shownAsGoing(session, made, described);
  if (going !== undefined) {
    session.judge(told.gone, stillGoing(going), described.exchange);
    return judgeEnd(session, made, operation, described);
  }
  const words = isSuccess(described) ? "it is still described" : describeReply(described);
  const answers = absenceForms(session, made);
  session.judge(told.gone, wanting(check(false, GONE, words), { answers, settles: true }), described.exchange);
}

const GONE = "no longer described";

interface Unlisted {
  /** What deleted it. */
  readonly operation: Operation;
  /** The requirement that is judged. */
  readonly id: string;
  /** In what other words than those that are documented a description said that it is gone. */
  readonly otherwise?: string;
}

/** Where the list ends too early to say that it is not there, nothing is judged. */
async function judgeUnlisted(
  session: ServiceSession,
  made: MadeResource,
  { operation, id, otherwise }: Unlisted,
): Promise<void> {
  const { list } = made.resource;
  if (list === undefined) return;
  const listing = await session.waitFor(
    { operation: operation.id, event: `${made.resource.name} unlisted` },
    {
      read: () => session.list(made, list, "compared"),
      holds: ({ ids }) => !ids.includes(made.id),
    },
  );
  const listed = listing?.ids.includes(made.id) === true;
  if (!listed && listing?.complete !== true) return;
  const found = check(!listed, "no longer listed", listed ? "it is still listed" : "a list without it");
  const finding = wanting(found, listCondition(session, list, { lacks: [made.id] }));
  const isTolerated = !listed && otherwise !== undefined;
  session.judge(
    id,
    isTolerated ? { ...finding, grade: "tolerated", alternative: otherwise, received: otherwise } : finding,
    session.lastExchange,
  );
}

/** The answers to its description that say that it is not there. */
function absenceForms({ context }: ServiceSession, { resource: { describe } }: MadeResource): AnswerForm[] {
  const documented = describe && context.contract.operation(describe.operation).errors;
  return context.table.errors.unknown.map((name) =>
    refusal(documented?.find((error) => error.name === name)?.status ?? 404, name),
  );
}

/** Whether what was said to be going has gone. */
function judgeEnd(session: ServiceSession, made: MadeResource, operation: Operation, described: Reply): void {
  // Of what went with another it is that one which was asked to go.
  if (made.resource.going === undefined || made.resource.delete?.operation !== operation.id) return;
  const status = shownAsGoing(session, made, described);
  const found = check(status === undefined, "gone in the end", `it is shown as ${status ?? "gone"} still`);
  const answers = absenceForms(session, made);
  session.judge(promiseId(operation, "ends"), wanting(found, { answers, settles: true }), described.exchange);
}

/** No source says how long that may take. */
function stillGoing(status: string): Finding {
  return { grade: "unclear", expected: GONE, received: `it is shown as ${status} still` };
}
