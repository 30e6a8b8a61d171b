import { encodeInput } from "#protocol/encode.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { makersNamed } from "#spec/resources/promises/maker-promises.ts";
import { kindInWords, promiseId } from "#spec/resources/promises/promise.ts";
import { unknownError } from "#spec/resources/table-readings.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { judgeNotFound } from "#suites/service/judging/answers/judge-plain.ts";

/** What a change made, asked for beside the name of something else that did not make it. */
export function* makerCases(context: ServiceContext): Iterable<ServiceCase> {
  const { contract, table } = context;
  for (const resource of table.resources) {
    const { describe } = resource;
    const describing = describe && contract.operation(describe.operation);
    const error = describing && unknownError(describing, table);
    const named = makersNamed(context, resource);
    if (describe === undefined || describing === undefined || error === undefined || named.length === 0) continue;
    const requirement = promiseId(describing, "maker");
    yield {
      id: `${describing.prefix}/scenario/maker`,
      kind: "scenario",
      requirements: [requirement],
      summary: `${kindInWords(resource)}, asked for by the names of what did not make it`,
      needs: [describing.id],
      run: async (session) => {
        const made = await session.shared(resource);
        const plain = made && plainInput(session.context, describe, { made, salt: session.salt() });
        const found = made && (await session.describe(made));
        if (plain === undefined || found === undefined || !isSuccess(found)) return;
        for (const { maker, at } of named) {
          const other = await session.shared(maker);
          const request = other && encodeInput(describing, withValue(plain, pointerTokens(at), other.id));
          if (request === undefined) continue;
          const reply = await session.send(request, { purpose: "observed" });
          session.judgeInGeneral(request, reply, { ofNone: true });
          session.judge(requirement, judgeNotFound(reply, { error, operation: describing, table }), reply.exchange);
        }
      },
    };
  }
}
