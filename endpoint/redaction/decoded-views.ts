import { readEscape } from "./escapes.ts";
import { marksIn } from "./mark.ts";
import { BARRIER, GONE, growingView, type TextView } from "./text-view.ts";

/** How many layers of encoding are read, such as JSON within JSON, or percent-encoding applied twice. */
const ROUNDS = 4;

/**
 * The text as it is, and with each layer of escapes decoded: JSON's and JavaScript's, JSON pointers', percent, HTML's,
 * and characters by their hexadecimal numbers.
 */
export function* decodedViews(text: string): Iterable<TextView> {
  let view = plainView(text);
  yield view;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const next = unescaped(view);
    if (next === undefined) return;
    yield next;
    view = next;
  }
}

function plainView(text: string): TextView {
  const { push, add, view } = growingView(text.length);
  let from = 0;
  for (const { index, 0: mark } of text.includes("[redacted ") ? text.matchAll(marksIn()) : []) {
    for (let at = from; at < index; at += 1) push(text.charCodeAt(at), at, at + 1);
    from = index + mark.length;
    add(BARRIER, index, from);
  }
  for (let at = from; at < text.length; at += 1) push(text.charCodeAt(at), at, at + 1);
  return view();
}

/** The view with one layer of escapes read; undefined where there is none. */
function unescaped({ codes, from, to }: TextView): TextView | undefined {
  const first = codes.findIndex((_code, at) => readEscape(codes, at) !== undefined);
  if (first === -1) return undefined;
  const { push, add, view } = growingView(codes.length);
  for (let at = 0; at < codes.length;) {
    const escape = at < first ? undefined : readEscape(codes, at);
    if (escape === undefined) add(codes[at] ?? GONE, from[at] ?? 0, to[at] ?? 0);
    else push(escape.code, from[at] ?? 0, to[at + escape.length - 1] ?? 0);
    at += escape?.length ?? 1;
  }
  return view();
}
