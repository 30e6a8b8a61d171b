import { keyOf } from "../../../../../custody/resources/made-resource.ts";
import { encodeInput } from "../../../../../protocol/encode.ts";
import { isSuccess } from "../../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../../spec/contract/operation.ts";
import { pointerTokens } from "../../../../../spec/json/json-pointer.ts";
import { namedOnceId } from "../../../../../spec/resources/promises/again-promises.ts";
import { kindInWords } from "../../../../../spec/resources/promises/promise.ts";
import type { Resource } from "../../../../../spec/resources/resource-table.ts";
import { check, settling } from "../../../../oracles/finding.ts";
import { plainInput } from "../../../inputs/plain-input.ts";
import { withValue } from "../../../inputs/with-value.ts";
import type { ServiceCase } from "../../../service-case.ts";
import type { ServiceContext } from "../../../service-context.ts";

/** Of a kind whose names no operation says are taken: the shared one is asked for a second time, and is still one. */
export function* namedOnceCases(
  context: ServiceContext,
  resource: Resource,
  creating: Operation,
): Iterable<ServiceCase> {
  const { list, id } = resource;
  const requirement = namedOnceId(context, resource);
  if (requirement === undefined || list === undefined || id.input === undefined) return;
  const at = pointerTokens(id.input);
  yield {
    id: `${creating.prefix}/scenario/once`,
    kind: "scenario",
    requirements: [requirement],
    summary: `${kindInWords(resource)} asked for twice, and how often it is listed`,
    needs: [creating.id, list.operation],
    run: async (session) => {
      const there = await session.shared(resource);
      const base = plainInput(session.context, { operation: creating.id }, { salt: session.salt() });
      const request = there && base && encodeInput(creating, withValue(base, at, there.id));
      if (there === undefined || request === undefined) return;
      const times = async (): Promise<number | undefined> => {
        const listing = await session.list(there, list);
        return listing?.complete === true ? listing.ids.filter((one) => one === there.id).length : undefined;
      };
      // It exists already, and stays the run's, whatever this request does.
      if ((await times()) !== 1 || !isSuccess(await session.send(request))) return;
      // It may be another one by now, in the place of the first.
      session.context.asCreated.delete(keyOf(there));
      const count = await times();
      if (count === undefined || count === 0) return;
      const finding = settling(check(count === 1, "once", `${count} times`));
      session.judge(requirement, finding, session.lastExchange);
    },
  };
}
