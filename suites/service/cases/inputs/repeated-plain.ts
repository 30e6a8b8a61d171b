import { encodeInput } from "#protocol/encode.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/** How often what only reads is asked for once more. */
const TIMES = 5;

/**
 * The plain request again: what only reads several times, since a target may answer rightly now and then; what changes
 * something once with a client token, where it has one and the plain input none. Each success is judged as all are.
 */
export function* repeatedPlain({ table, settings }: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const plain = table.inputs[operation.id];
  const isReader = isSafe(operation.method);
  if (plain === undefined || settings.readOnly === true || kindMadeBy(table, operation.id) !== undefined) return;
  const token = isReader ? undefined : tokenMemberOf(operation);
  if (!isReader && (token === undefined || Object.hasOwn(plain, token))) return;
  for (let time = 1; time <= (isReader ? TIMES : 1); time += 1) {
    yield {
      id: `${operation.prefix}/again/${time}`,
      kind: "scenario",
      requirements: [promiseId(operation, "valid")],
      summary: `the plain request once more${token === undefined ? "" : ", with a client token"}`,
      needs: [operation.id],
      run: async (session) => {
        const { context } = session;
        const input = plainInput(context, { operation: operation.id }, { salt: session.salt() });
        const request = input && encodeInput(operation, withClientToken(context, operation, input, session.salt()));
        if (request !== undefined) await session.send(request);
      },
    };
  }
}
