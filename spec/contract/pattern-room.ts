import { perObject } from "#spec/kept-per-object.ts";
import { patternCost } from "./pattern.ts";

/** Nodes of all automata of one document. Of AWS's 265 restJson1 services the one with the most takes 43,294. */
const MOST_NODES = 100_000;

interface Spent {
  readonly patterns: Set<string>;
  nodes: number;
}

const spentOn = perObject((_document: object): Spent => ({ patterns: new Set(), nodes: 0 }));

/** Whether a document can have this pattern, too: each may take a second, and anybody may have written thousands. */
export function hasRoomFor(document: object, pattern: string): boolean {
  const spent = spentOn(document);
  if (spent.patterns.has(pattern)) return true;
  if (spent.nodes > MOST_NODES) return false;
  spent.patterns.add(pattern);
  spent.nodes += patternCost(pattern);
  return true;
}
