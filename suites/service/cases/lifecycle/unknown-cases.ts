import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { kindInWords, promiseId } from "#spec/resources/promises/promise.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { lastResource, tokenMemberOf, unknownError } from "#spec/resources/table-readings.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { aboutUnknown } from "#suites/service/inputs/about-unknown.ts";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import { unlessBusy } from "#suites/service/cases/inputs/send-once-idle.ts";
import { TIMES_IN_A_ROW } from "#suites/service/cases/times-in-a-row.ts";
import { seemsThere } from "#suites/service/judging/presence/seems-there.ts";
import { judgeRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { type Look, looksOfKind } from "#suites/service/inputs/looks-of-names.ts";

/**
 * Asks an operation for a resource that does not exist, each time another, after the first of another look; every second
 * time with a client token where it has one.
 */
export function* unknownCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table, settings } = context;
  const error = unknownError(operation, table);
  const resource = lastResource(operation.id, table);
  if (error === undefined || resource === undefined) return;
  const looks = looksOfKind(context, resource);
  const times = settings.readOnly === true ? 1 : Math.max(TIMES_IN_A_ROW, looks.length + 1);
  for (let time = 1; time <= times; time += 1)
    yield unknownCase({
      operation,
      resource,
      error,
      key: time === 1 ? "" : `/${time}`,
      look: time === 1 ? undefined : looks[(time - 2) % looks.length],
      hasToken: time % 2 === 0,
    });
}

interface AskedInVain {
  readonly operation: Operation;
  readonly resource: Resource;
  readonly error: DocumentedError;
  /** That of its name: a plain one, unless told. */
  readonly look?: Look | undefined;
}

interface UnknownCase extends AskedInVain {
  /** Ends the id of the case. */
  readonly key: string;
  readonly hasToken: boolean;
}

function unknownCase({ key, hasToken, ...asked }: UnknownCase): ServiceCase {
  const { operation, resource } = asked;
  return {
    id: `${operation.prefix}/scenario/unknown${key}`,
    kind: "scenario",
    requirements: [promiseId(operation, "unknown")],
    summary: `${kindInWords(resource)} that there is none of`,
    needs: [],
    run: (session) =>
      askForUnknown(session, asked, hasToken ? withClientToken(session.context, operation, {}, session.salt()) : {}),
  };
}

/** Asks an operation for one of a kind that does not exist, with more members than its plain input has. */
export async function askForUnknown(
  session: ServiceSession,
  { operation, resource, error, look }: AskedInVain,
  more: JsonObject,
): Promise<void> {
  const id = look?.nameFor(session.salt("unknown"));
  const request = aboutUnknown(session, operation, { resource, more, id });
  if (request === undefined) return;
  const reply = await session.send(request, { purpose: "observed" });
  if (!(await seemsThere(session, operation, request, reply))) return;
  session.judgeInGeneral(request, reply, { ofNone: true });
  // What breaks the model, such as an ARN of another form than it gives them, may be refused for that.
  if (session.classify(request).expectation === "must-reject") return;
  // A name of another look may be refused for what it means, and so may other members.
  const isPlain = look === undefined && Object.keys(more).every((name) => name === tokenMemberOf(operation));
  if (!isPlain && !isSuccess(reply) && !namesUnknown(reply, error)) return;
  const { table } = session.context;
  const judge = (each: Reply): Finding => judgeRefusal(each, { error, operation, table });
  const send = () => session.send(request, { purpose: "observed" });
  const parent = session.parentOf(resource);
  const last = await unlessBusy(session, { operation, parent, reply, send, judge });
  session.judge(promiseId(operation, "unknown"), last.finding, last.reply.exchange);
}

/** Whether a refusal says, by its status or its name, that something is not there. */
export function namesUnknown({ status, error }: Reply, { name }: Pick<DocumentedError, "name">): boolean {
  return status === 404 || error.name === name;
}
