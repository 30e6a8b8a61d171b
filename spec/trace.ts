import { readdirSync, readFileSync } from "node:fs";
import type { Trace } from "./requirement.ts";

/** Text of each file below spec/source, by name. */
export type Sources = ReadonlyMap<string, string>;

/** A trace with the place where its quote stands. */
export interface ResolvedTrace {
  /** 1-based line of the quote's start in the source. */
  readonly line: number;
  readonly quote: string;
  /** Day of what is quoted, YYYY-MM-DD or less of it, or "undated". */
  readonly date: string;
  /** Public address of the source, where it has one. */
  readonly url?: string;
}

/** What spec/source/README.md says of each file: the day it tells of, and where it can be read in public. */
const SOURCES: Readonly<Record<string, { readonly date: string; readonly url?: string } | undefined>> = {
  "register-cluster.txt": {
    date: "2026-11-24",
    url: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RegisterCluster.html",
  },
  "eks-model.md": { date: "2026-08-07" },
  "eks-resources.md": { date: "2026-11-26" },
  "protocol.md": { date: "2026-08-13" },
};

let loaded: Sources | undefined;

/** Read once in a process. */
export function loadSources(): Sources {
  const folder = new URL("./source/", import.meta.url);
  loaded ??= new Map(readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), "utf8")]));
  return loaded;
}

/**
 * Finds a trace's quote in its source; any white space in the quote stands for any in the text, so that a quote may run
 * over several lines. A trace to the contract document, "openapi", carries its line already. Undefined when the source
 * is not there or does not hold the quote.
 */
export function resolveTrace(trace: Trace, sources: Sources): ResolvedTrace | undefined {
  if (trace.source === "openapi") {
    return trace.line === undefined ? undefined : { line: trace.line, quote: trace.quote, date: dateOf(trace) };
  }
  const text = sources.get(trace.source);
  const words = trace.quote.split(/\s+/).filter((word) => word !== "");
  const at = text === undefined || words.length === 0 ? -1 : text.search(spanOf(words));
  if (text === undefined || at < 0) return undefined;
  const url = SOURCES[trace.source]?.url;
  const line = text.slice(0, at).split("\n").length;
  return { line, quote: trace.quote, date: dateOf(trace), url };
}

function dateOf({ source, date }: Trace): string {
  return date ?? SOURCES[source]?.date ?? "undated";
}

function spanOf(words: readonly string[]): RegExp {
  return new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("\\s+"));
}
