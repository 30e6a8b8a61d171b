import { closeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { beginFile, PRIVATE, writeOn } from "../../disk/files.ts";
import { reasonOf } from "../files/read-text-file.ts";
import { UsageError } from "../usage-error.ts";

export interface TargetLog {
  write(piece: Buffer): void;
  /** How lines are redacted from now on. */
  redactBy(redact: (text: string) => string): void;
  /** The last line that is not empty. */
  readonly lastLine: string | undefined;
  close(): void;
}

/** Bytes kept at most: a target that writes for ever must not fill the disk. */
const LIMIT = 20_000_000;
/** Characters after which a line is taken for one that does not end. */
const LINE = 65_536;

/** Begins the file of what a target prints. Throws UsageError. */
export function openTargetLog(file: string, first: (text: string) => string): TargetLog {
  try {
    return targetLog(beginFile(file, { mode: PRIVATE }), first);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

/** Writes what a target prints on a handle, line by line, with secrets taken out. */
export function targetLog(handle: number, first: (text: string) => string): TargetLog {
  const decoder = new StringDecoder("utf8");
  let redact = first;
  let [held, written, isOpen] = ["", 0, true];
  let lastLine: string | undefined;
  const put = (text: string): void => {
    const lines = redact(text);
    lastLine = lines.trim().split("\n").at(-1)?.trim() || lastLine;
    if (written > LIMIT || !isOpen) return;
    try {
      writeOn(handle, lines);
      written += Buffer.byteLength(lines);
      if (written > LIMIT) writeOn(handle, "\n(cut: the target prints too much)\n");
    } catch {
      // A full disk must not end the run, which still has to clean up.
      written = Infinity;
    }
  };
  return {
    get lastLine() {
      return lastLine;
    },
    redactBy: (next) => void (redact = next),
    write: (piece) => {
      held += decoder.write(piece);
      const end = held.length > LINE ? held.length : held.lastIndexOf("\n") + 1;
      if (end > 0) put(held.slice(0, end));
      held = held.slice(end);
    },
    close: () => {
      if (held !== "") put(held);
      held = "";
      if (isOpen) closeSync(handle);
      isOpen = false;
    },
  };
}
