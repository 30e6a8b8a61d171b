import { activationCode, uuid } from "#reference/random.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { SampleContext } from "#reference/service/world.ts";

/** What samples are made of in this call, about a resource of these identities. */
export function contextOf({ call, operation, input }: ServiceCall, ids: readonly string[]): SampleContext {
  const { region, account, random } = call.settings;
  return {
    region,
    account,
    operation: operation.name,
    now: call.receivedAt / 1000,
    uuid: () => uuid(random),
    code: (length) => activationCode(random, length),
    ids,
    input,
  };
}
