import type { Call } from "#reference/behaviours.ts";
import type { Patch } from "#reference/fault.ts";
import { inputShapeAt } from "#reference/input/contract.ts";
import { kebab } from "#reference/kebab.ts";
import { around, inOperation } from "#reference/patches.ts";
import { boundNames } from "#reference/service/faults/inputs/constraints.ts";
import type { InputRule } from "#reference/service/input/input-rule.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import type { OperationName } from "#reference/wire/route.ts";
import { breaking, prefixOf, warned, type UnplacedFault } from "#reference/faults/defect.ts";

/** A place in the input of an operation, such as `/tags/*key`: of RegisterCluster, unless it is said. */
export type InputPlace = readonly [path: string, operation?: OperationName];

type Keyword = InputRule["keyword"];

/** Whether values there keep a rule is decided otherwise. */
export function decided(
  [path, operation = "RegisterCluster"]: InputPlace,
  keyword: Keyword,
  keeps: (value: unknown, own: (value: unknown, shape?: Partial<Shape>) => boolean, call: Call) => boolean,
): Patch {
  const patch = around("keepsRule", (own, value, rule, call) => {
    if (rule.path !== path || rule.keyword !== keyword) return own(value, rule, call);
    return keeps(value, (other, shape) => own(other, { ...rule, shape: { ...rule.shape, ...shape } }, call), call);
  });
  return inOperation(operation, patch);
}

/** Any value keeps the rule. */
export function unheld(place: InputPlace, keyword: Keyword): Patch {
  return decided(place, keyword, () => true);
}

/** The server goes by a contract that says something else there. */
export function reshaped(place: InputPlace, keyword: Keyword, shape: Partial<Shape>): Patch {
  return decided(place, keyword, (value, own) => own(value, shape));
}

/** Texts are changed before they are held to the rule; what is kept is what was sent. */
export function heldAs(place: InputPlace, keyword: Keyword, change: (text: string) => string): Patch {
  return decided(place, keyword, (value, own) => own(typeof value === "string" ? change(value) : value));
}

/** Something else happens, too, where the rule is broken. */
export function onBroken(place: InputPlace, keyword: Keyword, act: (call: Call) => void): Patch {
  return decided(place, keyword, (value, own, call) => {
    const isKept = own(value);
    if (!isKept) act(call);
    return isKept;
  });
}

/** The requirement that a rule of the contract is kept, or that what keeps it is accepted. */
export function ruleRequirement([path, operation = "RegisterCluster"]: InputPlace, keyword: Keyword): string {
  const { kind } = inputShapeAt(operation, path);
  const [least, most] = boundNames(kind);
  const name = keyword === "min" ? least : keyword === "max" ? most : keyword;
  const steps = path.slice(1).split("/").map(kebab).join(".");
  const items = operation === "RegisterCluster" || operation === "TagResource" ? "values" : "items";
  return `${prefixOf(operation)}.${steps.replace("*key", "keys").replace("*", items)}.${name}`;
}

/** Requirements for which no source is enough to fail. */
const SHOULD = /^(?:list\.|untag-resource\.tag-keys\.items\.min-length$)|\.scalar$/;

/** A fault that the requirement finds: by a warning, where no source is enough for more. */
export function found(requirement: string, id: string, sentence: string, patch: Patch): UnplacedFault[] {
  const kind = SHOULD.test(requirement) && !requirement.endsWith(".accepts") ? warned : breaking;
  return kind(requirement, { [id]: [sentence, patch] });
}
