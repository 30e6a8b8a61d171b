import { readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { PRIVATE, rewriteFile } from "#disk/files.ts";

const CHUNK = 256 * 1024;
/** Characters on either side of a seam, in which a secret that goes across it is seen: more than the longest part of one. */
const AROUND = 8 * 1024;

/**
 * Redacts a file once more, now that more is known, a piece at a time; its place is taken by the whole result at once.
 * Throws where that cannot be written, and leaves the file as it was.
 */
export function redactAgain(file: string, redact: (text: string) => string): void {
  rewriteFile(file, (handle) => redactedPieces(handle, redact), PRIVATE);
}

function* redactedPieces(handle: number, redact: (text: string) => string): Iterable<string> {
  for (const piece of piecesOf(handle, redact)) yield redact(piece);
}

/** The text of a file in pieces whose seams go through no secret. */
function* piecesOf(handle: number, redact: (text: string) => string): Iterable<string> {
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.alloc(CHUNK);
  let held = "";
  for (let size = readSync(handle, buffer); size > 0; size = readSync(handle, buffer)) {
    held += decoder.write(buffer.subarray(0, size));
    const seam = seamIn(held, redact);
    if (seam > 0) yield held.slice(0, seam);
    held = held.slice(seam);
  }
  yield held + decoder.end();
}

/** So many places are tried: where none does, a longer piece is read. */
const SEAMS = 16;

/** The last place, near the end of a line if there is one, at which both sides redacted alone are what the whole is. */
function seamIn(text: string, redact: (text: string) => string): number {
  let at = text.length - AROUND;
  for (let tries = 0; tries < SEAMS && at > 0; tries += 1) {
    const line = text.lastIndexOf("\n", at) + 1;
    const seam = line > at - AROUND && line > 0 ? line : at;
    const [before, after] = [text.slice(Math.max(seam - AROUND, 0), seam), text.slice(seam, seam + AROUND)];
    if (redact(before) + redact(after) === redact(before + after)) return seam;
    at = seam - 1;
  }
  return 0;
}
