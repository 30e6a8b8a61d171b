import { grouped, head } from "#reports/model/text/format.ts";
import type { Piece } from "./json-layout.ts";

/** A piece of an excerpt; `cut` where it stands for what is left out. */
export interface ExcerptPiece extends Piece {
  readonly cut?: boolean;
}

/** Lines of a body that is shown whole, and of the beginning of one in which nothing is marked. */
const WHOLE = 12;
const BEGINNING = 5;
/** Lines shown around a marked one, and of a marked member. */
const AROUND = 2;
const MARKED = 5;
/** UTF-16 units of a string that is shown whole, and of its two ends where it is not. */
const STRING = 72;
const ENDS = [36, 16] as const;

interface Line {
  readonly pieces: readonly Piece[];
  /** Spaces in front. */
  readonly indent: number;
  readonly marked: boolean;
}

/**
 * What of laid-out JSON shows the marked members: their lines, those next to them and those of what holds them. Without a
 * mark it is the first lines. Long strings are cut in their middle.
 */
export function excerptOf(pieces: readonly Piece[]): readonly ExcerptPiece[] {
  const lines = linesOf(pieces);
  const shown = linesShown(lines);
  const found: ExcerptPiece[] = [];
  let last = -1;
  for (const at of shown) {
    if (found.length > 0) found.push(plain("\n"));
    if (at > last + 1) found.push(...gap(at - last - 1, lines[at]), plain("\n"));
    found.push(...(lines[at]?.pieces ?? []).flatMap(withinLine));
    last = at;
  }
  if (last < lines.length - 1) found.push(plain("\n"), ...gap(lines.length - 1 - last));
  return found;
}

function linesShown(lines: readonly Line[]): readonly number[] {
  const all = lines.map((_, index) => index);
  if (lines.length <= WHOLE) return all;
  const marked = all.filter((at) => lines[at]?.marked === true);
  if (marked.length === 0) return all.slice(0, BEGINNING);
  const wanted = new Set(marked.slice(0, MARKED).flatMap((at) => [...around(at, lines), ...holdersOf(at, lines)]));
  return all.filter((at) => wanted.has(at));
}

function around(at: number, { length }: readonly Line[]): number[] {
  return Array.from({ length: 2 * AROUND + 1 }, (_, step) => at - AROUND + step).filter(
    (one) => one >= 0 && one < length,
  );
}

/** The lines that open what a line stands in, and the last one. */
function holdersOf(at: number, lines: readonly Line[]): number[] {
  const found = [lines.length - 1];
  let indent = lines[at]?.indent ?? 0;
  for (let above = at - 1; above >= 0 && indent > 0; above -= 1) {
    const own = lines[above]?.indent ?? 0;
    if (own >= indent) continue;
    found.push(above);
    indent = own;
  }
  return found;
}

function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    piece.text.split("\n").forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...piece, text });
    });
  }
  return lines.map((own) => ({
    pieces: own,
    indent: /^ */.exec(own[0]?.text ?? "")?.[0].length ?? 0,
    marked: own.some(({ marked }) => marked),
  }));
}

function withinLine(piece: Piece): ExcerptPiece[] {
  const { text, role } = piece;
  if (role !== "string" || text.length <= STRING) return [piece];
  const [front, back] = [head(text, ENDS[0]), tail(text, ENDS[1])];
  const left = text.length - front.length - back.length;
  return [
    { ...piece, text: front },
    { ...cutPiece(`…${grouped(left)} more…`), marked: piece.marked },
    { ...piece, text: back },
  ];
}

/** Without splitting a surrogate pair. */
function tail(text: string, length: number): string {
  const first = text.charCodeAt(text.length - length);
  return text.slice(text.length - (first >= 0xdc00 && first <= 0xdfff ? length - 1 : length));
}

function gap(lines: number, before?: Line): ExcerptPiece[] {
  return [plain(" ".repeat(before?.indent ?? 0)), cutPiece(`… ${grouped(lines)} ${lines === 1 ? "line" : "lines"}`)];
}

function plain(text: string): ExcerptPiece {
  return { text, role: "plain", marked: false };
}

function cutPiece(text: string): ExcerptPiece {
  return { text, role: "plain", marked: false, cut: true };
}
