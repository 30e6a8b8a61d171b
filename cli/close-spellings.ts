import { likeness } from "#reference/find-by-id.ts";

/** Of a likeness of 0 to 0.5: what is less like than this is another word, and no other spelling. */
const LEAST = 0.25;
/** Beside the closest, only what is about as like. */
const BESIDE = 0.8;
const SHOWN = 5;

/** What to say behind a name that there is not: `; the closest are a, b`, or nothing where none is close. */
export function closeSpellings(known: Iterable<string>, wrong: string): string {
  const ranked = rankedByLikeness(known, wrong);
  const enough = Math.max(LEAST, BESIDE * (ranked[0]?.like ?? 0));
  const close = ranked.filter(({ like }) => like >= enough).slice(0, SHOWN);
  if (close.length === 0) return "";
  return `; the closest ${close.length === 1 ? "is" : "are"} ${close.map(({ name }) => name).join(", ")}`;
}

/** The known name that is most like this one. */
export function closestSpelling(known: Iterable<string>, wrong: string): string | undefined {
  return rankedByLikeness(known, wrong)[0]?.name;
}

function rankedByLikeness(known: Iterable<string>, wrong: string): readonly { name: string; like: number }[] {
  return [...known].map((name) => ({ name, like: likeness(name, wrong) })).sort((a, b) => b.like - a.like);
}
