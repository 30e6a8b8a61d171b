import { paceOf } from "#protocol/answers/throttling.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { dottedPointer, valueAt } from "#spec/json/json-pointer.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { Area } from "#spec/requirement.ts";
import type { Difference } from "#suites/record/record.ts";
import { matcherWords } from "#suites/observing/matcher-words.ts";
import type { AnswerPair } from "./answer-pair.ts";
import { headerDifferences, otherHeaderDifferences } from "./compared-headers.ts";
import { formOfText, inOurWords, namesAsked } from "./form-of-text.ts";
import { isInList, membersOf, jsonTypeOf } from "./members-of.ts";
import { TOLD, unlike } from "./unlike.ts";
import { type ShownAnswer, shownErrorText } from "#suites/record/readings/read-evidence.ts";
import type { Words } from "./same-request.ts";

/** One way in which two answers may differ. */
export interface Aspect {
  /** Ends the id of the requirement: `describe.like.members`. */
  readonly id: string;
  readonly area: Area;
  /** Behind the operation's name, as in "DescribeCluster answers with the same status". */
  readonly title: string;
  /** It is told by itself, and makes no answer unlike. */
  readonly apart?: true;
  /** The same difference in all answers is a server's way to answer, and told once. */
  readonly ofServer?: true;
  /** In which answers they differ; undefined where there is nothing to compare. */
  readonly differences: (pair: AnswerPair) => readonly Difference[] | undefined;
}

/** All aspects; where the statuses differ in kind, the first alone is compared. */
export const ASPECTS: readonly Aspect[] = [
  {
    id: "status",
    area: "error-mapping",
    title: "answers with the same status",
    differences: unlessThrottled(({ theirs, ours }) => unlike("", String(theirs.status), String(ours.status))),
  },
  {
    id: "error",
    area: "error-mapping",
    title: "names the same error",
    differences: onRefusals(
      unlessThrottled(({ theirs, ours }) =>
        unlike("", theirs.error.name ?? "no error named", ours.error.name ?? "no error named"),
      ),
    ),
  },
  {
    id: "text",
    area: "error-mapping",
    title: "says the same in an error's text",
    differences: onRefusals(unlessThrottled(textDifferences)),
  },
  {
    id: "members",
    area: "response-shape",
    title: "answers with the same members",
    differences: onBodies(memberDifferences),
  },
  {
    id: "types",
    area: "response-shape",
    title: "answers with members of the same types, nulls among them",
    differences: onBodies(typeDifferences),
  },
  {
    id: "forms",
    area: "response-semantics",
    title: "answers with values of the same forms",
    differences: onBodies(formDifferences),
  },
  {
    id: "headers",
    area: "protocol",
    title: "answers with the same headers that clients read",
    ofServer: true,
    differences: headerDifferences,
  },
  {
    id: "lists",
    area: "response-semantics",
    title: "lists in the same order and in pages of the same size",
    differences: listDifferences,
  },
  {
    id: "other-headers",
    area: "protocol",
    title: "answers with the same other headers",
    apart: true,
    differences: otherHeaderDifferences,
  },
];

/** Where both answers have a status of one kind, so that the rest of them can be compared. */
export function isOfOneKind({ theirs, ours }: AnswerPair): boolean {
  return isRefusal(theirs) === isRefusal(ours);
}

function isRefusal({ status }: ShownAnswer): boolean {
  return status >= 400;
}

function onRefusals(compare: Aspect["differences"]): Aspect["differences"] {
  return (pair) => (isRefusal(pair.theirs) ? compare(pair) : undefined);
}

/** EKS has throttled with 400 and with 429, and under two names (contradiction C10): clients take each for the same. */
function unlessThrottled(compare: Aspect["differences"]): Aspect["differences"] {
  return (pair) => ([pair.theirs, pair.ours].every((answer) => paceOf(answer) === "throttled") ? [] : compare(pair));
}

type CompareMembers = (members: readonly ComparedMembers[], pair: AnswerPair) => readonly Difference[];

function onBodies(compare: CompareMembers): Aspect["differences"] {
  return (pair) => {
    const members = comparedMembers(pair);
    return members === undefined ? undefined : compare(members, pair);
  };
}

/** Words in a row that the other's text has, and what was sent is no part of; without any, the text as it is. */
function textDifferences({ theirs, ours, words, sent }: AnswerPair): readonly Difference[] | undefined {
  const [theirText, ourText] = [shownErrorText(theirs), shownErrorText(ours)];
  if (theirText === undefined) return undefined;
  const said = formOfText(inOurWords(theirText, words));
  const heard = formOfText(ourText ?? "");
  if (said === heard) return [];
  const pieces = matcherWords(theirText, sent);
  const plain = heard.toLowerCase().replace(/\s+/g, " ");
  const isSaid = pieces.length > 0 && pieces.every((piece) => plain.includes(piece));
  return isSaid
    ? []
    : [{ at: "/message", expected: theirText, received: ourText ?? "no text", absent: ourText === undefined }];
}

/** A name in the other run's words: keys of a map may be names. */
function renamed(pointer: string, words: Words): string {
  return pointer
    .split("/")
    .map((token) => words.get(token) ?? token)
    .join("/");
}

interface ComparedMembers {
  readonly pointer: string;
  readonly theirs: readonly JsonValue[] | undefined;
  readonly ours: readonly JsonValue[] | undefined;
}

/**
 * The members of two answers side by side, of each pair once; undefined where one has no JSON. What stands in lists counts
 * only where both lists have something: what is there is the account's.
 */
const comparedMembers = perObject((pair: AnswerPair): readonly ComparedMembers[] | undefined => {
  const { words, schema } = pair;
  if (pair.theirs.json === undefined || pair.ours.json === undefined) return undefined;
  const theirs = new Map([...membersOf(pair.theirs.json, schema)].map(([at, values]) => [renamed(at, words), values]));
  const ours = membersOf(pair.ours.json, schema);
  const isEmpty = (pointer: string): boolean => {
    const first = pointer.indexOf("/*");
    if (first < 0) return false;
    const element = pointer.slice(0, first + 2);
    return !theirs.has(element) || !ours.has(element);
  };
  return [...new Set([...theirs.keys(), ...ours.keys()])]
    .filter((pointer) => !isEmpty(pointer) && !/^\/(?:message|Message|__type|code|Code)$/.test(pointer))
    .map((pointer) => ({ pointer, theirs: theirs.get(pointer), ours: ours.get(pointer) }));
});

/** A member that is missing with all that it would hold is told once. */
function memberDifferences(members: readonly ComparedMembers[]): Difference[] {
  const unmatched = members.filter(({ theirs, ours }) => (theirs === undefined) !== (ours === undefined));
  const roots = unmatched.filter(
    ({ pointer }) => !unmatched.some((above) => above.pointer !== pointer && pointer.startsWith(`${above.pointer}/`)),
  );
  return roots.slice(0, TOLD).map(({ pointer, theirs, ours }) => ({
    at: pointer,
    expected: theirs === undefined ? "no member" : jsonTypeOf(theirs[0] ?? null),
    received: ours === undefined ? "no member" : jsonTypeOf(ours[0] ?? null),
    absent: ours === undefined ? true : undefined,
  }));
}

function typeDifferences(members: readonly ComparedMembers[]): Difference[] {
  return pairsOf(members, jsonTypeOf, jsonTypeOf);
}

function formDifferences(members: readonly ComparedMembers[], pair: AnswerPair): Difference[] {
  const scalars = (form: (value: JsonValue) => string) => (value: JsonValue) =>
    typeof value === "object" ? "" : form(value);
  const asked = namesAsked(pair.words);
  const found = pairsOf(
    members,
    scalars((value) => formOf(typeof value === "string" ? inOurWords(value, pair.words) : value, asked)),
    scalars((value) => formOf(value, asked)),
  );
  // A value of another type is told as that alone.
  const retyped = new Set(typeDifferences(members).map(({ at }) => at));
  // What a list says of whom is the account's, and a page's token nobody reads: of a list, times alone are compared.
  const token = pair.pages === undefined ? undefined : dottedPointer(pair.pages.outputToken);
  const isTime = ({ expected, received }: Difference): boolean => [expected, received].every((form) => /^‹/.test(form));
  return found.filter((each) => each.at !== token && !retyped.has(each.at) && (!isInList(each.at) || isTime(each)));
}

/** What each member of both answers comes to, where that differs; in lists, where they have none in common. */
function pairsOf(
  members: readonly ComparedMembers[],
  ofTheirs: (value: JsonValue) => string,
  ofOurs: (value: JsonValue) => string,
): Difference[] {
  return members
    .flatMap(({ pointer, theirs, ours }) => {
      if (theirs === undefined || ours === undefined) return [];
      const [said, heard] = [[...new Set(theirs.map(ofTheirs))], [...new Set(ours.map(ofOurs))]];
      const isAlike = isInList(pointer)
        ? said.some((each) => heard.includes(each))
        : said.length === heard.length && said.every((each) => heard.includes(each));
      return isAlike ? [] : [{ at: pointer, expected: said.join(" or "), received: heard.join(" or ") }];
    })
    .slice(0, TOLD);
}

/** Seconds and milliseconds since 1970, in this century; any other number stands for itself. */
function formOf(value: JsonValue, asked: ReadonlySet<string>): string {
  if (typeof value === "string") return formOfText(value, asked);
  if (typeof value !== "number") return JSON.stringify(value);
  if (value >= 1e9 && value < 5e9) return "‹epoch seconds›";
  return value >= 1e12 && value < 5e12 ? "‹epoch milliseconds›" : String(value);
}

/** How many items a page has that is not the last one, and in which order those of the run's own words come. */
function listDifferences({ theirs, ours, words, pages }: AnswerPair): Difference[] | undefined {
  if (pages?.items === undefined || isRefusal(theirs)) return undefined;
  const at = dottedPointer(pages.items);
  const [said, heard] = [theirs, ours].map(({ json }) => (json === undefined ? undefined : valueAt(json, at)));
  if (!Array.isArray(said) || !Array.isArray(heard)) return undefined;
  const goesOn = ({ json }: ShownAnswer): boolean =>
    json !== undefined && typeof valueAt(json, dottedPointer(pages.outputToken)) === "string";
  const isLonger = heard.length > said.length;
  const sizes = goesOn(theirs) && (goesOn(ours) || isLonger) ? unlike(at, itemsIn(said), itemsIn(heard)) : [];
  const own = said.flatMap((item) => (typeof item === "string" ? inOurWords(item, words) : []));
  const order = own.filter((item) => heard.includes(item));
  const seen = heard.flatMap((item) => (typeof item === "string" && order.includes(item) ? [item] : []));
  return [...sizes, ...unlike(at, order.join(", "), seen.join(", "))];
}

function itemsIn(list: readonly JsonValue[]): string {
  return list.length === 1 ? "a page of 1 item" : `a page of ${list.length} items`;
}
