import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { sharesOperation, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { failingCases } from "#reports/model/causes/symptom.ts";

/** An entry of a map that gets lost, for one too many of them that is taken wherever it is among them, and only there. */
export function lostBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  if (group.kind !== "takes-invalid") return undefined;
  return groups.find((other) => {
    const keys = other.kind === "other-value" && sharesOperation(other, group) ? keysLost(other) : [];
    return keys.length > 0 && group.symptoms.every((symptom) => isOfEntries(symptom, keys));
  });
}

function keysLost({ symptoms }: SymptomGroup): readonly string[] {
  const lost = symptoms.flatMap(({ requirement }) =>
    failingCases(requirement).flatMap(({ judgement: { differences = [] } }) =>
      differences.filter(({ absent }) => absent === true),
    ),
  );
  return lost.map(({ at }) => pointerTokens(at).at(-1) ?? "");
}

/** Requests without such an entry are refused. */
function isOfEntries({ requirement }: SymptomGroup["symptoms"][number], keys: readonly string[]): boolean {
  const pointer = `/${(requirement.subject?.input ?? "").replaceAll(".", "/")}`;
  const hasOne = (body: string | undefined): boolean => {
    const json = parsedJson(body);
    const value = json === undefined ? undefined : valueAt(json, pointer);
    return isJsonObject(value) && keys.some((key) => Object.hasOwn(value, key));
  };
  const failing = failingCases(requirement);
  return requirement.counts.pass > 0 && failing.every((one) => hasOne(decidingExchange(one)?.request.body?.text));
}
