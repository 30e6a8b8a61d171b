import { visibleJson } from "#spec/json/visible-json.ts";
import { accessSync, closeSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { beginFile, writeFile, writeOn } from "#disk/files.ts";
import { requireUnshared } from "#disk/place.ts";
import { renderBadge } from "#reports/badge.ts";
import { renderCodequality } from "#reports/codequality.ts";
import { renderCtrf } from "#reports/ctrf.ts";
import { renderHar } from "#reports/har/har.ts";
import { renderHtml, type HtmlOptions } from "#reports/html/render.tsx";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { renderJunit } from "#reports/junit.ts";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { renderSarif } from "#reports/sarif.ts";
import { loadSources } from "#spec/trace.ts";
import type { RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { withinSize } from "#suites/record/building/within-size.ts";
import { withLeft } from "#suites/run/give-up.ts";
import { lockFolder, type FolderLock } from "#cli/files/writing/folder-lock.ts";
import { removeFindings, writeFindings } from "#cli/files/writing/finding-files.ts";
import { removeStale } from "#cli/files/writing/stale-files.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { makeResultsFolder } from "#cli/files/writing/results-folder.ts";
import { reasonOf } from "#cli/files/file-problem.ts";
import { isRefusal } from "#cli/refusal.ts";
import { eachReport } from "./each-report.ts";
import type { Format } from "#cli/run/run-flags.ts";
import { UsageError } from "#cli/usage-error.ts";

export const FILES: Readonly<Record<Format, string>> = {
  html: "index.html",
  json: "run.json",
  junit: "junit.xml",
  ctrf: "ctrf.json",
  sarif: "results.sarif",
  markdown: "summary.md",
  badge: "badge.json",
  har: "run.har",
  codequality: "codequality.json",
};

/** What a report's page is made with: the source texts to quote, and a kill matrix where there is one. */
export function pageOptions(killMatrix?: KillMatrix): HtmlOptions {
  const sources = [...loadSources()].map(([name, text]) => ({ name, text }));
  return { ...pageTools(), sources, killMatrix };
}

/** A record in one format; a page shows a selftest's kill matrix too. */
export function render(record: RunRecord, format: Format, killMatrix?: KillMatrix): string {
  switch (format) {
    case "html":
      return renderHtml(record, pageOptions(killMatrix));
    case "json":
      return `${visibleJson(record)}\n`;
    case "junit":
      return renderJunit(record);
    case "ctrf":
      return renderCtrf(record);
    case "sarif":
      return renderSarif(record);
    case "markdown":
      return renderMarkdown(record);
    case "badge":
      return renderBadge(record);
    case "har":
      return renderHar(record);
    case "codequality":
      return renderCodequality(record);
  }
}

const EVENTS = "events.ndjson";
/** What tells of a run with these reports: its events where no record is asked for. */
export function recordName(formats: readonly Format[]): string {
  return formats.includes("json") ? FILES.json : EVENTS;
}

export const JOURNAL = "journal.ndjson";
/** Names of what a run itself writes into its folder. */
export const RUN_FILES: readonly string[] = [...Object.values(FILES), EVENTS, JOURNAL];

/**
 * Makes the output folder and locks it now, so that a run does not fail at its end for want of a place to write. What a
 * run before left there stays until this one has something to say, or ends without. Throws UsageError where another
 * run is at work, or where something in the folder leads out of it.
 */
export function openOutput(folder: string): Output {
  try {
    makeResultsFolder(folder);
    requireUnshared(join(folder, JOURNAL));
    const events = join(folder, EVENTS);
    if (existsSync(events)) accessSync(events, constants.W_OK);
    return new Output(folder, lockFolder(folder));
  } catch (error) {
    throw complaint(folder, error);
  }
}

/** An error of the file system has a code. */
function isOfFiles(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).code === "string";
}

function complaint(folder: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  return new UsageError(`--out ${folder}: ${reasonOf(error)}`);
}

/** Milliseconds that events are held back at most: a write for each would take as long as judging. */
const HELD_MS = 20;

/** The folder that a run leaves. */
export class Output {
  readonly folder: string;
  readonly #lock: FolderLock;
  /** Opened with the first event, which overwrites those of the run before. */
  #events: number | undefined;
  #held = "";
  #timer: NodeJS.Timeout | undefined;
  #failure: UsageError | undefined;
  #isCleared = false;

  constructor(folder: string, lock: FolderLock) {
    this.folder = folder;
    this.#lock = lock;
  }

  /** What is to be said before the run, if anything. */
  get notice(): string | undefined {
    const { takenOver } = this.#lock;
    if (takenOver === undefined) return undefined;
    return `${this.folder} was left locked by a run that is gone; using it`;
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  /**
   * Events are on disk within `HELD_MS`, so that a killed run leaves what it had seen but for that. Throws when those
   * before could not be written.
   */
  append(event: RunEvent): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#held += `${visibleJson(event)}\n`;
    this.#timer ??= setTimeout(() => this.#flushLater(), HELD_MS);
  }

  #flushLater(): void {
    try {
      this.#flush();
    } catch (error) {
      this.#failure = complaint(this.folder, error);
    }
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.clear();
    this.#events ??= beginFile(this.path(EVENTS));
    writeOn(this.#events, this.#held);
    this.#held = "";
  }

  /**
   * Removes what a run before left, once: none of it may pass for what this one found. The journal stays, since it names
   * what may have to be removed, and so do expectations, which somebody may have filled in.
   */
  clear(): void {
    if (this.#isCleared) return;
    this.#isCleared = true;
    try {
      removeFindings(this.folder);
      removeStale(this.folder, { events: EVENTS, names: [...Object.values(FILES), EVENTS] });
    } catch (error) {
      throw complaint(this.folder, error);
    }
  }

  write(file: string, text: string): string {
    try {
      writeFile(this.path(file), text);
    } catch (error) {
      throw complaint(this.folder, error);
    }
    return this.path(file);
  }

  /** Lets go of the folder, whatever became of the run; after `finish` or in place of it. */
  close(): void {
    clearTimeout(this.#timer);
    if (this.#events !== undefined) closeSync(this.#events);
    this.#events = undefined;
    this.#lock.release();
  }

  /** Writes the reports; answers the record as it is kept. If that fails, the error has what the run left behind. */
  finish(record: RunRecord, formats: readonly Format[], killMatrix?: KillMatrix): RunRecord {
    try {
      return this.#finish(record, formats, killMatrix);
    } catch (error) {
      throw withLeft(error, record.target, record.clusters.left);
    }
  }

  #writeFindings(record: RunRecord): void {
    try {
      writeFindings(this.folder, record);
    } catch (error) {
      throw isRefusal(error) || isOfFiles(error) ? complaint(this.folder, error) : error;
    }
  }

  #finish(record: RunRecord, formats: readonly Format[], killMatrix?: KillMatrix): RunRecord {
    this.#flushLater();
    if (this.#failure !== undefined) throw this.#failure;
    const kept = withinSize(record);
    // The record comes first: the others can be made from it again.
    const ordered = [...new Set(formats)].sort((one, other) => Number(other === "json") - Number(one === "json"));
    eachReport([
      ...ordered.map((format) => {
        const file = FILES[format];
        return [file, () => void this.write(file, render(kept, format, killMatrix))] as const;
      }),
      ["findings", () => this.#writeFindings(kept)] as const,
    ]);
    return kept;
  }
}
