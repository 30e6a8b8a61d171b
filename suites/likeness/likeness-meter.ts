import type { Contract } from "#spec/contract/contract.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import type { Area } from "#spec/requirement.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { beginningOfNames } from "#custody/ownership/run-prefix.ts";
import { valuesSent } from "#suites/observing/values-sent.ts";
import { check, judgementOf } from "#suites/oracles/finding.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { DifferenceEverywhere, Likeness, LikeShare } from "#suites/record/parts/likeness.ts";
import type { Judgement, RequirementResult, RunRecord } from "#suites/record/record.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { AnswerPair } from "./answer-pair.ts";
import { ASPECTS, isOfOneKind } from "./aspects.ts";
import { likeId, type RoutedTo, routedTo } from "./like-requirements.ts";
import { shownAnswer } from "#suites/record/readings/read-evidence.ts";
import { isAboutExisting } from "#suites/plan/existing-kinds.ts";
import { wordsBetween, type Words } from "./same-request.ts";

/** What a case came to, as far as likeness is told by it. */
interface JudgedCase {
  readonly case: { readonly id: string };
  readonly judgements: readonly Judgement[];
  readonly exchanges: readonly Exchange[];
}

export interface LikenessOptions {
  readonly contract: Contract;
  readonly requirements: readonly PlannedRequirement[];
  /** This run's, as its region. */
  readonly run: Pick<RunRecord["run"], "id">;
  readonly region: string;
  readonly evidenceOf: (exchange: Exchange) => Evidence;
}

/** Compares each case of a run, once it is judged, with the same case of another. */
export interface LikenessMeter {
  /** What the answers of a case say of each aspect; nothing where the other record has no such case. */
  readonly judge: (judged: JudgedCase) => Judgement[];
  readonly summary: () => Likeness;
}

interface TheirAnswer {
  readonly requirement: RequirementResult;
  readonly evidence: Evidence;
}

export function likenessMeter(other: RunRecord, options: LikenessOptions): LikenessMeter {
  const { contract, run, evidenceOf } = options;
  const known = new Map([
    [other.run.id, run.id],
    [beginningOfNames(other.run.id), beginningOfNames(run.id)],
    [other.target.region, options.region],
  ]);
  const planned = new Map(options.requirements.map((each) => [each.id, each]));
  const theirs = answersOf(other);
  const open = new Set(theirs.values());
  const aspects = new Map<string, LikeShare>();
  const compared: ComparedAnswer[] = [];
  return {
    judge: (judged) =>
      judged.judgements.flatMap((judgement) => {
        const ours = judged.exchanges[judgement.exchange ?? judged.exchanges.length - 1];
        const answer = theirs.get(keyOf(judgement.requirement, judged.case.id));
        if (ours === undefined || answer === undefined || !open.has(answer)) return [];
        const found = comparedPair({ theirs: answer.evidence, ours: evidenceOf(ours), known, contract });
        if (found === undefined) return [];
        open.delete(answer);
        const { operation, pair } = found;
        const findings = findingsOf(pair);
        for (const { aspect, finding } of findings) add(aspects, aspect, finding.grade === "met");
        const counted = findings.filter(({ apart }) => apart !== true);
        const unlike = counted.flatMap(({ aspect, differences }) =>
          differences.map((difference) => ({ aspect, difference })),
        );
        compared.push({ operation: operation.id, area: answer.requirement.area, unlike });
        return findings.flatMap(({ aspect, finding }) => {
          const requirement = planned.get(likeId(operation.prefix, aspect));
          if (requirement === undefined || requirement.excluded !== undefined) return [];
          const told = judgementOf(requirement, finding, judgement.exchange ?? 0);
          return [{ ...told, theirs: answer.evidence.response }];
        });
      }),
    summary: () => {
      const everywhere = differencesEverywhere(compared, aspects);
      const { operations, areas } = sharesOf(compared, new Set(everywhere.map(keyOfUnlike)));
      const { endpoint, kind } = other.target;
      return {
        to: { endpoint, kind, startedAt: other.run.startedAt, seed: other.run.seed },
        answers: operations.reduce((sum, { answers }) => sum + answers, 0),
        alike: operations.reduce((sum, { alike }) => sum + alike, 0),
        without: open.size,
        ...(everywhere.length === 0 ? {} : { everywhere }),
        aspects: ASPECTS.flatMap(({ id, apart }) => {
          const share = aspects.get(id);
          return share === undefined ? [] : [{ aspect: id, ...share, apart }];
        }),
        operations,
        areas,
      };
    },
  };
}

/** Of one answer: where it counts, and in what it is unlike. */
interface ComparedAnswer {
  readonly operation: string;
  readonly area: Area;
  readonly unlike: readonly Omit<DifferenceEverywhere, "answers">[];
}

/** Answers in which an aspect could be compared, from which on something can be everywhere, and the share that has it. */
const ENOUGH = 10;
const EVERYWHERE = 0.9;

function keyOfUnlike({ aspect, difference: { at, expected, received } }: ComparedAnswer["unlike"][number]): string {
  return JSON.stringify([aspect, at, expected, received]);
}

/** A header that no answer has, for instance: a single mend makes all of them alike. */
function differencesEverywhere(
  compared: readonly ComparedAnswer[],
  aspects: ReadonlyMap<string, LikeShare>,
): DifferenceEverywhere[] {
  const ofServer = new Set(ASPECTS.flatMap((aspect) => (aspect.ofServer === true ? [aspect.id] : [])));
  const all = compared.flatMap(({ unlike }) => unlike).filter(({ aspect }) => ofServer.has(aspect));
  return [...groupedBy(all, keyOfUnlike).values()].flatMap((alike) => {
    const [first] = alike;
    const answers = aspects.get(first?.aspect ?? "")?.answers ?? 0;
    const isEverywhere = answers >= ENOUGH && alike.length >= EVERYWHERE * answers;
    return first === undefined || !isEverywhere ? [] : [{ ...first, answers: alike.length }];
  });
}

function sharesOf(compared: readonly ComparedAnswer[], everywhere: ReadonlySet<string>) {
  const [operations, areas] = [new Map<string, LikeShare>(), new Map<Area, LikeShare>()];
  for (const { operation, area, unlike } of compared) {
    const isAlike = unlike.every((each) => everywhere.has(keyOfUnlike(each)));
    add(operations, operation, isAlike);
    add(areas, area, isAlike);
  }
  return {
    operations: [...operations].map(([operation, share]) => ({ operation, ...share })),
    areas: [...areas].map(([area, share]) => ({ area, ...share })),
  };
}

/**
 * The answer that decided each kept case, by requirement and case; those of a case that is shown for several, once, and
 * none about what the other account had.
 */
function answersOf({ requirements }: RunRecord): ReadonlyMap<string, TheirAnswer> {
  const seen = new Set<string>();
  const all = requirements.flatMap((requirement) =>
    requirement.cases.flatMap((kept): [string, TheirAnswer][] => {
      if (isAboutExisting(kept.id)) return [];
      const { judgement, exchanges, exchangesLeftOut = 0 } = kept;
      const at = judgement.exchange ?? exchanges.length - 1;
      const evidence = exchanges[at];
      const once = JSON.stringify([kept.id, at + exchangesLeftOut, evidence?.request]);
      if (evidence?.response === undefined || kept.reduced !== undefined || seen.has(once)) return [];
      seen.add(once);
      return [[keyOf(requirement.id, kept.id), { requirement, evidence }]];
    }),
  );
  return new Map(all);
}

function keyOf(requirement: string, testCase: string): string {
  return JSON.stringify([requirement, testCase]);
}

interface EvidencePair {
  readonly theirs: Evidence;
  readonly ours: Evidence;
  readonly known: Words;
  readonly contract: Contract;
}

interface ComparedPair {
  readonly operation: RoutedTo;
  readonly pair: AnswerPair;
}

/** Undefined where the requests ask for different things, or one of them was not answered. */
function comparedPair({ theirs, ours, known, contract }: EvidencePair): ComparedPair | undefined {
  const operation = routedTo(ours.request, contract);
  const words = wordsBetween(theirs.request, ours.request, known);
  const [theirAnswer, ourAnswer] = [shownAnswer(theirs), shownAnswer(ours)];
  if (words === undefined || theirAnswer === undefined || ourAnswer === undefined) return undefined;
  const pair = {
    theirs: theirAnswer,
    ours: ourAnswer,
    words,
    sent: valuesSent(theirs.request),
    schema: operation.success?.schema,
    pages: operation.pages,
  };
  return { operation, pair };
}

/** Differences of an answer that its words quote; all that are told stand beside them. */
const QUOTED = 5;

function findingsOf(pair: AnswerPair) {
  const aspects = isOfOneKind(pair) ? ASPECTS : ASPECTS.slice(0, 1);
  return aspects.flatMap(({ id, apart, differences }) => {
    const found = differences(pair);
    if (found === undefined) return [];
    const words = (side: "expected" | "received"): string =>
      found
        .slice(0, QUOTED)
        .map((each) => (each.at === "" ? each[side] : `${each.at}: ${each[side]}`))
        .join("; ");
    const isMet = found.length === 0;
    const expected = isMet ? "as the other target answers" : words("expected");
    const received = isMet ? "the same" : words("received");
    return [{ aspect: id, apart, differences: found, finding: check(isMet, expected, received, found) }];
  });
}

function add<Key>(shares: Map<Key, LikeShare>, key: Key, isAlike: boolean): void {
  const { answers, alike } = shares.get(key) ?? { answers: 0, alike: 0 };
  shares.set(key, { answers: answers + 1, alike: alike + (isAlike ? 1 : 0) });
}
