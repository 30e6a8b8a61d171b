import type { Difference } from "#suites/record/record.ts";
import type { ShownAnswer } from "#suites/record/readings/read-evidence.ts";
import type { AnswerPair } from "./answer-pair.ts";
import { formOfText } from "./form-of-text.ts";
import { TOLD, unlike } from "./unlike.ts";

/** What a header comes to where clients read it, by its name in lower case. */
type HeaderReading = Readonly<Record<string, (value: string) => string>>;

/**
 * Those that clients read: what the body is, where the error's name stands, and the id of the request, of which they show
 * whatever it is (protocol.md, P14, P33 and P44).
 */
const READ: HeaderReading = {
  "content-type": (value) => (value.split(";")[0] ?? "").trim().toLowerCase(),
  "x-amzn-errortype": () => "an error's name",
  "x-amzn-requestid": () => "an id",
};

/** What they say besides. */
const READ_BESIDES: HeaderReading = {
  "content-type": (value) => value.split(";").slice(1).join(";").trim().toLowerCase() || "no parameter",
  "x-amzn-errortype": (value) => (value.includes(":") ? "a name and an address" : "a name"),
};

/** They are about one connection or the coding of a body on it, and differ by server, proxy and length (RFC 9110, 7.6.1). */
const OF_A_CONNECTION = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Characters of a value that are compared. */
const LOOKED_AT = 200;

/** Of the headers that clients read. */
export function headerDifferences(pair: AnswerPair): readonly Difference[] {
  return between(pair, ({ headers }) =>
    headers.flatMap(([name, value]) => {
      const read = readingOf(READ, name);
      return read === undefined ? [] : [[name.toLowerCase(), read(value)] as const];
    }),
  );
}

/** Of all others, and of what those say besides; none where an answer lacks what clients read. */
export function otherHeaderDifferences(pair: AnswerPair): readonly Difference[] {
  const isInBoth = (name: string): boolean =>
    [pair.theirs, pair.ours].every(({ headers }) => headers.some(([each]) => each.toLowerCase() === name));
  return between(pair, ({ headers }) =>
    headers.flatMap(([given, value]) => {
      const name = given.toLowerCase();
      if (OF_A_CONNECTION.has(name) || (Object.hasOwn(READ, name) && !isInBoth(name))) return [];
      const read = readingOf(READ_BESIDES, name) ?? formOfHeader;
      return [[name, name === "date" ? "a date" : read(value)] as const];
    }),
  );
}

function readingOf(readings: HeaderReading, name: string): ((value: string) => string) | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(readings, lower) ? readings[lower] : undefined;
}

function formOfHeader(value: string): string {
  return formOfText(value.slice(0, LOOKED_AT));
}

function between(
  { theirs, ours }: AnswerPair,
  read: (answer: ShownAnswer) => readonly (readonly [name: string, value: string])[],
): readonly Difference[] {
  const [said, heard] = [new Map(read(theirs)), new Map(read(ours))];
  return [...new Set([...said.keys(), ...heard.keys()])]
    .flatMap((name) => unlike(name, said.get(name) ?? "no header", heard.get(name) ?? "no header"))
    .slice(0, TOLD);
}
