import { minimalInput } from "#generators/schema/baseline.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import type { RecordedAnswer } from "./recorded-answers.ts";

const GENERATION = { prefix: "ecf-", fixtures: KIND_SETTINGS.emulator.fixtures, dictionary: [] };

/** A request that the answer may have been given to: every required member, with the values that the answer shows. */
export function properRequest(contract: Contract, { operation: id, output }: RecordedAnswer): WireRequest {
  const operation = contract.operation(id);
  const given = minimalInput(operation.input, GENERATION, "recorded");
  const proper = (input: JsonObject): WireRequest | undefined => {
    const request = encodeInput(operation, input);
    const isProper = request !== undefined && classify(contract, request).expectation === "must-accept";
    return isProper ? request : undefined;
  };
  let input = given;
  for (const name of [...Object.keys(given), "tags"]) {
    const shown = shownOf(output, name, given[name]);
    if (shown !== undefined && proper({ ...input, [name]: shown }) !== undefined) input = { ...input, [name]: shown };
  }
  const request = proper(input);
  if (request === undefined) throw new Error(`${id}: there is no proper request`);
  return request;
}

/** A member of the answer, or of what it shows; of an object only what the input has, too. */
function shownOf(output: JsonObject, name: string, given: JsonValue | undefined): JsonValue | undefined {
  const inner = Object.values(output).filter(isJsonObject);
  const found = [output, ...inner].map((each) => each[name]).find((value) => value !== undefined);
  if (!isJsonObject(given) || !isJsonObject(found) || name === "tags") return found;
  return Object.fromEntries(Object.entries(given).map(([each, value]) => [each, found[each] ?? value]));
}
