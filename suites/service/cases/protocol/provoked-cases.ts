import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindMadeBy, type Resource } from "#spec/resources/resource-table.ts";
import { isDeletion } from "#spec/resources/table-readings.ts";
import { type ProvokedError, provokedErrors, untilHeard } from "#suites/session/provoked-error.ts";
import { isUnnamed } from "#suites/service/creating/before-creation.ts";
import { harmlessRequest } from "#suites/service/inputs/harmless-request.ts";
import { newPlainInput } from "#suites/service/inputs/plain-input.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** Errors that nobody can cause from outside, where the target has a hook for them: status and members of each. */
export function* provokedCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table, settings } = context;
  if (table.inputs[operation.id] === undefined) return;
  const creates = kindMadeBy(table, operation.id);
  for (const error of provokedErrors(operation, settings)) {
    // What a failed creation may have made is looked for by its name.
    if (creates !== undefined && error.status >= 500 && isUnnamed({ resource: creates, parent: undefined })) continue;
    yield {
      ...error,
      needs: isDeletion(table, operation) ? [] : [operation.id],
      isInert: true,
      makes: creates && { resource: creates, count: 1, surely: false },
      run: (session) => askFor(session, operation, { error, creates }),
    };
  }
}

interface Provoked {
  readonly error: ProvokedError;
  readonly creates: Resource | undefined;
}

async function askFor(session: ServiceSession, operation: Operation, { error, creates }: Provoked): Promise<void> {
  const input = creates && newPlainInput(session.context, operation.id, { creates, salt: session.salt() });
  const request = input === undefined ? harmlessRequest(session, operation) : encodeInput(operation, input);
  if (request === undefined) return;
  const asked: WireRequest = { ...request, headers: [...request.headers, ...error.headers] };
  const send = async (): Promise<Reply> =>
    creates === undefined || input === undefined
      ? session.send(asked, { purpose: "observed", once: true })
      : (await session.create(creates, asked, { input, purpose: "observed", once: true })).reply;
  const reply = await untilHeard(error.name, send);
  session.judgeInGeneral(asked, reply, { provoked: true });
}
