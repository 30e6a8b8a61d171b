import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { withoutMember } from "#generators/schema/own-members.ts";
import { common } from "#suites/service/inputs/held-as-sent.ts";
import type { ChangedMember, ChangesOf } from "./other-input.ts";

/** One member of a structure that a change sends, and those that it sends with it. */
export interface PartOfChange {
  readonly part: ChangedMember;
  readonly beside: JsonObject;
}

/** Of each structure of a plain change whose members go together, every one by itself. */
export function partsOfChange({ operation, plain, naming, optionals }: ChangesOf): PartOfChange[] {
  return Object.entries(plain).flatMap(([name, value]): PartOfChange[] => {
    const schema = operation.input.properties?.[name];
    if (naming.includes(name) || !isJsonObject(value) || schema?.properties === undefined) return [];
    const isShown = common({ [name]: value }, operation.input, optionals.shape) !== undefined;
    if (!isShown || schema["x-union"] === true || Object.keys(value).length < 2) return [];
    return Object.entries(value).map(([inner, own]) => ({
      part: { name, value: { [inner]: own } },
      beside: { [name]: withoutMember(value, inner) },
    }));
  });
}
