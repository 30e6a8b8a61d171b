import type { Patch } from "#reference/fault.ts";
import { inputShapeAt } from "#reference/input/contract.ts";
import { all, omitting, refuse } from "#reference/patches.ts";
import { boundNames } from "#reference/service/faults/inputs/constraints.ts";
import { codePoints } from "#reference/service/input/check-value.ts";
import { valueText } from "#reference/value-text.ts";
import { breaking, family, type UnplacedFault } from "#reference/faults/defect.ts";
import { decided, found, ruleRequirement, reshaped, type InputPlace } from "./input-rules.ts";

type Bound = "min" | "max";

const TAGS_PUT: InputPlace = ["/tags", "TagResource"];

interface BoundIds {
  /** Where it is enforced nowhere, and where it refuses the last value that is allowed. */
  readonly none?: string;
  readonly tighter: string;
  /** Where it stands at other places. */
  readonly others?: Readonly<Record<string, number>>;
}

/** One fault for each other place of a bound. */
function movedTo(place: InputPlace, bound: Bound, { none, tighter, others = {} }: BoundIds): UnplacedFault[] {
  const [path, operation = "RegisterCluster"] = place;
  const { kind, [bound]: limit = 0 } = inputShapeAt(operation, path);
  const step = bound === "max" ? 1 : -1;
  const requirement = ruleRequirement(place, bound);
  const places = { ...(none === undefined ? {} : { [none]: step * Infinity }), [tighter]: limit - step, ...others };
  const what = `${boundNames(kind)[bound === "min" ? 0 : 1].replace("-", " ")} of ${path} in ${operation}`;
  return Object.entries(places).flatMap(([id, to]) => {
    const sentence = id === none ? `Enforces no ${what}.` : `Takes for the ${what} ${to}, not ${limit}.`;
    const isTighter = (to - limit) * step < 0;
    return found(`${requirement}${isTighter ? ".accepts" : ""}`, id, sentence, boundAt(place, bound, to));
  });
}

/** Without a least length an empty text passes every other look, and one request alone is held to the limit of tags. */
function boundAt(place: InputPlace, bound: Bound, to: number): Patch {
  const moved = reshaped(place, bound, { [bound]: to });
  if (bound === "max") return place === TAGS_PUT ? all(moved, omitting("checkTagTotal")) : moved;
  return to < 1
    ? all(
        moved,
        decided(place, "pattern", (text, own) => text === "" || own(text)),
      )
    : moved;
}

/** Bounds whose places are told by the ids of their faults; a bound is moved by one to both sides, and to these places. */
const MOVED: readonly (readonly [id: string, place: InputPlace, bound: Bound, others?: BoundIds["others"]])[] = [
  ["name-max-length", ["/name"], "max", { "name-max-length-63": 63, "name-max-length-255": 255 }],
  ["name-min-length", ["/name"], "min", { "name-min-length-3": 3 }],
  ["tags-limit", ["/tags"], "max", { "tags-limit-10": 10 }],
  ["tag-key-max-length", ["/tags/*key"], "max", { "tag-key-max-length-of-values": 256 }],
  ["tag-key-min-length", ["/tags/*key"], "min"],
  ["tag-value-max-length", ["/tags/*"], "max", { "tag-value-max-length-of-keys": 128 }],
  ["max-results-minimum", ["/maxResults", "ListClusters"], "min"],
  ["max-results-maximum", ["/maxResults", "ListClusters"], "max"],
];

const NUMBERED = MOVED.flatMap(([id, place, bound, others]) => {
  const [path, operation = "RegisterCluster"] = place;
  const { kind, [bound]: limit = 0 } = inputShapeAt(operation, path);
  const step = bound === "max" ? 1 : -1;
  // A length of at least nothing is none.
  const looser = kind === "string" && limit + step === 0 ? {} : { [`${id}-${limit + step}`]: limit + step };
  const ids = { none: `${id}-not-enforced`, tighter: `${id}-${limit - step}`, others: { ...looser, ...others } };
  return movedTo(place, bound, ids);
});

/** Bounds of operations on tags. */
const OF_TAGGING: readonly (readonly [place: InputPlace, bound: Bound, tighter: string, none?: string])[] = [
  [TAGS_PUT, "max", "tagging-with-49-tags-at-most", "tagging-with-any-number"],
  [["/tags/*", "TagResource"], "max", "tagging-with-values-of-255", "tagging-with-values-of-any-length"],
  [["/tags/*", "TagResource"], "min", "tagging-without-empty-values"],
  [["/tags/*key", "TagResource"], "max", "tagging-with-keys-of-127", "tagging-with-keys-of-any-length"],
  [["/tags/*key", "TagResource"], "min", "tagging-with-keys-of-two-at-least", "tagging-with-empty-keys"],
  [["/tagKeys", "UntagResource"], "max", "untagging-with-49-keys-at-most", "untagging-with-any-number"],
  [["/tagKeys", "UntagResource"], "min", "untagging-with-two-keys-at-least"],
  [["/tagKeys/*", "UntagResource"], "max", "untagging-with-keys-of-127", "untagging-with-keys-of-any-length"],
  [["/tagKeys/*", "UntagResource"], "min", "untagging-with-keys-of-two-at-least", "untagging-with-empty-keys"],
];

const TAG_KEY: InputPlace = ["/tags/*key"];
const TAG_VALUE: InputPlace = ["/tags/*"];

/** Holds one of the texts alone to a bound: that of this turn among the tags. */
function heldAlone([id, place, bound, turn]: readonly [string, InputPlace, Bound, number]): UnplacedFault[] {
  const alone = decided(place, bound, (text, own, { registration }) => {
    const texts = [...((place === TAG_KEY ? registration?.tags?.keys() : registration?.tags?.values()) ?? [])];
    return text !== texts.at(turn) || own(text);
  });
  return found(ruleRequirement(place, bound), id, `Looks for the ${bound} at ${place[0]} in one place alone.`, alone);
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Some find too much in a text of the longest length that is allowed, and the others too little in a longer one. */
const MEASURES: readonly (readonly [id: string, words: string, measure: (text: string) => number, more: boolean])[] = [
  ["bytes", "UTF-8 bytes", (text) => Buffer.byteLength(text), true],
  ["utf16-units", "UTF-16 units", (text) => text.length, true],
  ["graphemes", "what a reader sees as one character", (text) => [...segmenter.segment(text)].length, false],
  ["composed-characters", "characters after normalisation", (text) => codePoints(text.normalize("NFC")), false],
  ["trimmed-characters", "characters without white space at the ends", (text) => codePoints(text.trim()), false],
];

const COUNTED = MEASURES.flatMap(([unit, words, measure, findsMore]) =>
  [TAG_KEY, TAG_VALUE].flatMap((place) => {
    const part = place === TAG_KEY ? "key" : "value";
    const { max = Infinity } = inputShapeAt("RegisterCluster", place[0]);
    return found(
      `${ruleRequirement(place, "max")}${findsMore ? ".accepts" : ""}`,
      `tag-${part}-counted-in-${unit}`,
      `Counts the length of tag ${part}s in ${words}.`,
      decided(place, "max", (text) => measure(valueText(text)) <= max),
    );
  }),
);

/** Bounds of the contract that are not enforced, stand at another place, or hold another measure. */
export const LIMITS = family(
  "input-constraints",
  NUMBERED,
  OF_TAGGING.flatMap(([place, bound, tighter, none]) => movedTo(place, bound, { none, tighter })),
  movedTo(TAG_VALUE, "min", { tighter: "tag-value-empty-refused" }),
  heldAlone(["tag-key-max-length-of-first-key", TAG_KEY, "max", 0]),
  heldAlone(["tag-key-min-length-of-first-key", TAG_KEY, "min", 0]),
  heldAlone(["tag-value-max-length-of-last-value", TAG_VALUE, "max", -1]),
  COUNTED,
  breaking("register.tags.max-properties.accepts", {
    "tags-limit-by-total-size": [
      "Refuses tags whose keys and values come to more than 8 192 characters.",
      refuse(({ tags }) => [...(tags ?? [])].flat().join("").length > 8192),
    ],
  }),
);
