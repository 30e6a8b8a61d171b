import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { series } from "#spec/prose.ts";
import { grouped, plural } from "#reports/model/text/format.ts";

/** What a run could not remove. */
export interface LeftBehind {
  /** `1 cluster left behind`. */
  readonly title: string;
  /** Commands that remove what has one. */
  readonly commands: readonly string[];
  /** Why nothing removes some of them, and what does then; undefined where each has what removes it. */
  readonly kept: string | undefined;
  /** Names of those that have one. */
  readonly names: readonly string[];
  /** What has none, one for each reason and kind of resource; of what has no kind, one for each reason and name. */
  readonly others: readonly OtherLeft[];
}

interface OtherLeft {
  /** Of the first. */
  readonly name: string;
  readonly reason: string;
  readonly kind?: string | undefined;
  /** How many are left alike, the first among them. */
  readonly times: number;
}

/** Undefined where nothing is left, and where what was went with its target. */
export function leftBehind(record: RunRecord): LeftBehind | undefined {
  const { left } = record.clusters;
  if (left.length === 0 || endsWithRun(record.target)) return undefined;
  const others = new Map<string, OtherLeft>();
  for (const { name, kind, reason, command, missing } of left) {
    if (command !== undefined || missing !== undefined) continue;
    const key = JSON.stringify([kind === undefined ? ["name", name] : ["kind", kind], reason]);
    const first = others.get(key) ?? { name: name === "" ? '""' : name, kind, reason, times: 0 };
    others.set(key, { ...first, times: first.times + 1 });
  }
  return {
    title: `${plural(left.length, isService(record) ? "resource" : "cluster")} left behind`,
    kept: keptFor(left),
    commands: left.flatMap(({ command }) => command ?? []),
    names: left.flatMap(({ name, command }) => (command === undefined ? [] : [name])),
    others: [...others.values()],
  };
}

/** What a target without the operation that removes keeps until it ends. */
function keptFor(left: RunRecord["clusters"]["left"]): string | undefined {
  const missing = [...new Set(left.flatMap((one) => one.missing ?? []))];
  if (missing.length === 0) return undefined;
  const kept = left.filter((one) => one.missing !== undefined).length;
  return `${series(missing)} ${missing.length === 1 ? "is" : "are"} not implemented, so nothing removes ${kept === 1 ? "it" : `these ${grouped(kept)}`}: restart the target, or let --command start it`;
}

/** How many it is told of, before the name, and after it. */
export function howMany({ kind, times }: OtherLeft): { readonly before: string; readonly after: string } {
  const more = grouped(times - 1);
  if (times === 1) return { before: "", after: "" };
  return kind === undefined
    ? { before: `${grouped(times)} times `, after: "" }
    : { before: "", after: ` and ${more} more ${times === 2 ? "resource" : "resources"} of this kind` };
}
