import fc from "fast-check";
import { expect, test } from "@jest/globals";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { AREAS, type Area } from "#spec/requirement.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { fixedCases, type PlanOptions } from "#suites/registration/plan/plan.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { Answer, Effect, Mutate, Mutated } from "#tests/helpers/answer-fuzz/answer.ts";
import { diceOf, readAnswer, withBody } from "#tests/helpers/answer-fuzz/answer.ts";
import { ERROR_MUTATIONS } from "#tests/helpers/answer-fuzz/error-mutations.ts";
import { HARMLESS_MUTATIONS } from "#tests/helpers/answer-fuzz/harmless-mutations.ts";
import { STORIES, type Story } from "#tests/helpers/answer-fuzz/stories.ts";
import { SUCCESS_MUTATIONS } from "#tests/helpers/answer-fuzz/success-mutations.ts";
import { SWAPPED } from "#tests/helpers/answer-fuzz/what-breaks.ts";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

const RUNS = sizes(200, 5_000);
/** One run takes less than a tenth of a second. */
const TIMEOUT_MS = 1_200_000;
const SEED = 20_261_126;

interface Draw {
  readonly story: Story;
  /** `OPERATION STATUS` of the answers that are mutated. */
  readonly answer: string;
  readonly mutation: string;
  readonly mutate: Mutate;
  readonly numbers: readonly number[];
}

interface Outcome extends Draw {
  readonly effects: ReadonlySet<Effect>;
  readonly record: RunRecord;
}

/** The success of another operation, as the run saw it last, in the place of this one's. */
const swapped =
  (seen: ReadonlyMap<string, Answer>): Mutate =>
  ({ operation, status }, { pick }) => {
    const others = Object.entries(SWAPPED[operation]).filter(([other]) => seen.has(`${other} 200`));
    if (status !== 200 || others.length === 0) return undefined;
    const [other, effect] = pick(others);
    return { effect, json: seen.get(`${other} 200`)?.json };
  };

function draw(numbers: readonly number[]): Draw {
  const { pick } = diceOf(numbers);
  const story = pick(STORIES);
  const answer = pick(story.answers);
  const own = answer.endsWith(" 200") ? { ...SUCCESS_MUTATIONS, "another operation's": null } : ERROR_MUTATIONS;
  const [mutation, mutate] = pick(Object.entries<Mutate | null>({ ...own, ...HARMLESS_MUTATIONS }));
  return { story, answer, mutation, mutate: mutate ?? (() => undefined), numbers: numbers.slice(3) };
}

async function play({ story, answer, mutation, mutate, numbers }: Draw): Promise<Outcome> {
  const clock = new RecordingClock();
  const effects = new Set<Effect>();
  const seen = new Map<string, Answer>();
  const change = mutation === "another operation's" ? swapped(seen) : mutate;
  let begun = false;
  const script = async (request: WireRequest, _number: number, work: () => Promise<WireResponse>) => {
    const response = await work();
    const given = readAnswer(request, response);
    if (given === undefined) return response;
    const key = `${given.operation} ${given.status}`;
    const mutated: Mutated | undefined =
      begun && key === answer ? change(given, diceOf(numbers), story.refusedIn) : undefined;
    seen.set(key, given);
    if (mutated === undefined) return response;
    effects.add(mutated.effect);
    return withBody(given, mutated);
  };
  // What is there has been found out by the time that cases are planned.
  const plan = (options: PlanOptions): Iterable<Case> => {
    begun = true;
    return onlyOne(story.id)(options);
  };
  const target = fakeTarget(script, { now: clock.now });
  const record = await runSuite(testRun({ clock, target, plan, only: new Set([story.id]) }));
  const wasRun = record.requirements.some(({ cases }) => cases.some(({ id }) => id === story.id));
  if (!wasRun) throw new Error(`no case is called ${story.id}`);
  return { story, answer, mutation, mutate, numbers, effects, record };
}

let fixed: readonly Case[] | undefined;

/** Drawn once: the cases do not depend on the target. A case that is not special to registered clusters is planned without it. */
function onlyOne(id: string): (options: PlanOptions) => Iterable<Case> {
  return (options) => {
    fixed ??= [...fixedCases({ ...options, asked: () => true })];
    return fixed.filter((each) => each.id === id);
  };
}

/** What is wrong about what the suite said of it; undefined where nothing is. */
function complaint({ effects, record }: Outcome): string | undefined {
  const failed = record.requirements.filter(({ verdict }) => verdict === "fail");
  const said = failed.map(({ id }) => id).join(", ");
  if (record.outcome.exitCode === 4 || withVerdict(record, "error").length > 0) return "a bug of the suite";
  const areas = [...effects].filter((effect): effect is Area => AREAS.some((area) => area === effect));
  if (areas.length > 0) {
    const found = areas.some((area) => failed.some((each) => each.area === area && each.level === "MUST"));
    return found ? undefined : `breaks ${areas.join(", ")}; found ${said || "nothing"}`;
  }
  if (failed.length > 0) return `blames ${said}`;
  const warned = withVerdict(record, "warn", "inconclusive");
  return effects.has("should") || warned.length === 0 ? undefined : `warns of ${warned.join(", ")}`;
}

function kindOf({ effects }: Outcome): "untouched" | "breaking" | "harmless" {
  if (effects.size === 0) return "untouched";
  return [...effects].every((effect) => effect === "harmless" || effect === "should") ? "harmless" : "breaking";
}

test(
  "what breaks the contract in an answer is found, and nothing else is",
  async () => {
    const draws = fc.sample(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), { seed: SEED, numRuns: RUNS });
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", note);
    const complaints: string[] = [];
    const counted = { breaking: 0, harmless: 0, untouched: 0 };
    for (const [index, numbers] of draws.entries()) {
      const outcome = await play(draw(numbers));
      counted[kindOf(outcome)] += 1;
      const wrong = complaint(outcome);
      const { story, answer, mutation } = outcome;
      if (wrong !== undefined) complaints.push(`${index} ${story.id}, ${answer}, ${mutation}: ${wrong}`);
    }
    process.off("unhandledRejection", note);
    const { breaking, harmless, untouched } = counted;
    console.log(
      [
        `answers mutated               ${breaking + harmless} in ${RUNS} runs (${untouched} had nothing to mutate)`,
        `breaking ones found           ${breaking - complaints.filter((each) => each.includes(": breaks")).length} of ${breaking}`,
        `harmless ones left alone      ${harmless - complaints.filter((each) => /: (blames|warns)/.test(each)).length} of ${harmless}`,
      ].join("\n"),
    );
    expect(complaints).toEqual([]);
    expect(rejections).toEqual([]);
    expect(breaking).toBeGreaterThan(RUNS / 4);
    expect(harmless).toBeGreaterThan(RUNS / 4);
  },
  TIMEOUT_MS,
);
