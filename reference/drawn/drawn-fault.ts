import type { Deviation } from "#reference/fault.ts";
import type { OperationName } from "#reference/wire/route.ts";
import type { DrawnChange } from "./drawn-change.ts";
import { chooser, numberOf } from "./chooser.ts";
import { clusterChanges } from "./cluster-changes.ts";
import { CONDITIONS, ONE_CHARACTER, type FaultCondition, WITHOUT_TAGS } from "./drawn-condition.ts";
import { errorChanges } from "./error-changes.ts";
import { LIST_CHANGES } from "./list-changes.ts";
import { patchOf, type Rule } from "./drawn-rule.ts";
import { TAG_CHANGES, TAG_LIST_CHANGES, UNTAG_CHANGES } from "./tag-changes.ts";

const OPERATIONS: readonly OperationName[] = [
  "RegisterCluster",
  "DescribeCluster",
  "DeregisterCluster",
  "ListClusters",
  "TagResource",
  "UntagResource",
  "ListTagsForResource",
];
const OUTCOMES = ["success", "error"] as const;

/** The fault that a whole number stands for: always the same one, called `drawn-17` for 17. */
export function drawFault(number: number): Deviation {
  const rule = drawRule(number);
  return { id: `drawn-${number}`, sentence: sentenceOf(rule), patch: patchOf(rule) };
}

/** The fault of an id such as `drawn-17`; undefined for any other id. */
export function drawnFault(id: string): Deviation | undefined {
  const number = numberOf(id);
  return number === undefined ? undefined : drawFault(number);
}

/** Draws until the change breaks a promise under the condition. */
function drawRule(number: number): Rule {
  for (let attempt = 1; ; attempt += 1) {
    const choose = chooser(`${number} ${attempt}`);
    const operation = choose(OPERATIONS);
    const outcome = choose(OUTCOMES);
    const change = choose(changesOf(operation, outcome));
    const condition = choose(CONDITIONS);
    const rule = { operation, outcome, change, condition };
    if (canHold(rule) && change.spares?.(condition) !== true) return rule;
  }
}

function changesOf(operation: OperationName, outcome: Rule["outcome"]): readonly DrawnChange[] {
  if (outcome === "error") return errorChanges(operation);
  switch (operation) {
    case "ListClusters":
      return LIST_CHANGES;
    case "TagResource":
      return TAG_CHANGES;
    case "UntagResource":
      return UNTAG_CHANGES;
    case "ListTagsForResource":
      return TAG_LIST_CHANGES;
    default:
      return clusterChanges(operation);
  }
}

/**
 * An error tells of a name at most, and of all of a registration where that is what was refused. Nobody may deregister
 * an unknown name of one character: it may be somebody's by then.
 */
function canHold({ operation, outcome, condition }: Rule): boolean {
  if (operation === "UntagResource" && condition === WITHOUT_TAGS) return false;
  if (outcome === "success" || operation === "RegisterCluster") return true;
  const ofNames = operation === "DescribeCluster" || operation === "DeregisterCluster";
  const known: readonly FaultCondition["looksAt"][] = ofNames ? ["turn", "name"] : ["turn"];
  if (operation === "DeregisterCluster" && condition === ONE_CHARACTER) return false;
  return known.includes(condition.looksAt);
}

function sentenceOf({ operation, outcome, change, condition }: Rule): string {
  const answering = outcome === "success" ? `${operation}` : `${operation}, where it refuses,`;
  return `${answering} ${change.words} ${condition.words}.`;
}
