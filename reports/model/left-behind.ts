import { isService } from "../../suites/record/is-service.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { plural } from "./text/format.ts";

/** What a run could not remove. */
export interface LeftBehind {
  /** `1 cluster left behind`. */
  readonly title: string;
  /** Commands that remove what has one. */
  readonly commands: readonly string[];
  /** What has none, each name and reason once; `times` how often. */
  readonly others: readonly { readonly name: string; readonly reason: string; readonly times: number }[];
}

/** Undefined where nothing is left. */
export function leftBehind(record: RunRecord): LeftBehind | undefined {
  const { left } = record.clusters;
  if (left.length === 0) return undefined;
  const others = new Map<string, LeftBehind["others"][number]>();
  for (const { name, reason, command } of left) {
    if (command !== undefined) continue;
    const key = JSON.stringify([name, reason]);
    others.set(key, { name: name === "" ? '""' : name, reason, times: (others.get(key)?.times ?? 0) + 1 });
  }
  return {
    title: `${plural(left.length, isService(record) ? "resource" : "cluster")} left behind`,
    commands: left.flatMap(({ command }) => command ?? []),
    others: [...others.values()],
  };
}
