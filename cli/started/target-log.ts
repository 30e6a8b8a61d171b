import { closeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { beginFile, PRIVATE, removeFile, writeOn } from "#disk/files.ts";
import { SEAL } from "#endpoint/redaction/mark.ts";
import { reasonOf } from "#cli/files/file-problem.ts";
import { UsageError } from "#cli/usage-error.ts";
import { redactAgain } from "./redacted-again.ts";

export interface TargetLog {
  write(piece: Buffer): void;
  /** How lines are redacted from now on, and all of them at the end. */
  redactBy(redact: (text: string) => string): void;
  /** The last line that is not empty. */
  readonly lastLine: string | undefined;
  /** Writes what is held back, and redacts the whole once more: a target may print what the run learns only later. */
  close(): void;
}

/** Bytes kept at most: a target that writes for ever must not fill the disk. */
const LIMIT = 20_000_000;
/** Characters after which a line is taken for one that does not end. */
const LINE = 65_536;
/** Milliseconds that lines are held back: then most answers that tell what is secret in them have come. */
const HELD_MS = 1_000;
/** Characters held back at most. */
const HELD = 1_000_000;

/** Begins the file of what a target prints. Throws UsageError. */
export function openTargetLog(file: string, first: (text: string) => string): TargetLog {
  try {
    return targetLog(beginFile(file, { mode: PRIVATE }), first, (redact) => redactWhole(file, redact));
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

/** Writes what a target prints on a handle, line by line, with secrets taken out; `again` redacts the whole at its end. */
export function targetLog(
  handle: number,
  first: (text: string) => string,
  again: (redact: (text: string) => string) => void,
): TargetLog {
  const decoder = new StringDecoder("utf8");
  let redact = first;
  let [held, written, isOpen] = ["", 0, true];
  let timer: NodeJS.Timeout | undefined;
  const put = (text: string): void => {
    if (written > LIMIT || !isOpen) return;
    try {
      // Half a secret stays as it is until the other half can be seen.
      const lines = redact(text + SEAL).replace(SEAL, "");
      writeOn(handle, lines);
      written += Buffer.byteLength(lines);
      if (written > LIMIT) writeOn(handle, "\n(cut: the target prints too much)\n");
    } catch {
      // A full disk must not end the run, which still has to clean up.
      written = Infinity;
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const lines = held.lastIndexOf("\n") + 1;
    const end = held.length - lines > LINE ? held.length : lines;
    if (end > 0) put(held.slice(0, end));
    held = held.slice(end);
  };
  let recent = "";
  return {
    get lastLine() {
      return redact(recent).trim().split("\n").at(-1)?.trim() || undefined;
    },
    redactBy: (next) => void (redact = next),
    write: (piece) => {
      if (!isOpen) return;
      const text = decoder.write(piece);
      held += text;
      recent = (recent + text).slice(-LINE);
      if (held.length > HELD) return flush();
      timer ??= setTimeout(flush, HELD_MS).unref();
    },
    close: () => {
      if (!isOpen) return;
      flush();
      if (held !== "") put(held);
      held = "";
      isOpen = false;
      closeSync(handle);
      again(redact);
    },
  };
}

function redactWhole(file: string, redact: (text: string) => string): void {
  try {
    redactAgain(file, redact);
  } catch {
    // On a full disk: better no log than one with secrets.
    removeFile(file);
  }
}
