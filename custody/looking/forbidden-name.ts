import type { ParsedAnswer } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import type { Resource } from "#spec/resources/resource-table.ts";

/** No cluster may be registered under the name, by this contract or the suite's own. */
export function isForbidden(name: string, contract: Contract = loadBundledContract()): boolean {
  return isForbiddenId(name, registrationService().kind, contract);
}

/** Nothing of this kind may be created under the name. */
export function isForbiddenId(name: string, { create, id }: Resource, contract: Contract): boolean {
  const [member = ""] = pointerTokens(id.input ?? "");
  const schema = create && contract.operation(create.operation).input.properties?.[member];
  return schema !== undefined && !validatorOf(schema).accepts(name);
}

/** A service, or a gateway before it, does not look for what it is asked for: the request is bad, not too early or too fast. */
export function refusesToLook(answer: Pick<ParsedAnswer, "status" | "error" | "json">): boolean {
  return answer.status === 400 && !isThrottled(answer);
}
