/** The probability with which chance may be taken for a fault. */
const LEVEL = 1e-4;
/** How often a sound server may fail: once in so many requests. */
const FAILURE = 1 / 100;
/** One in so many may fail all the same, since nobody says what is sound. */
const TOLERATED = 50;
/** How often it may lose a cluster: once in so many runs. It may fail to answer, but not to keep. */
const LOSS = 1 / 20;
/** In one of so many rounds a case may meet a failure; and in one of as many runs it may meet one again and again. */
const ROUNDS = 10;

/** At how many requests a server failed, of how many. */
interface Failing {
  readonly failures: number;
  readonly requests: number;
}

/**
 * Whether a server fails at more requests than chance would let it; of one operation, more often than at the `others`: a
 * gateway that drops one connection in sixty drops more of one operation, less of another.
 */
export function failsTooOften(
  { failures, requests }: Failing,
  others: Failing = { failures: 0, requests: 1 },
): boolean {
  const usual = Math.max(FAILURE, others.requests === 0 ? 0 : others.failures / others.requests);
  return failures * TOLERATED > requests && isBeyondChance(failures, requests * usual);
}

/** Whether a server loses more clusters in a run than chance would let it. */
export function losesTooOften(losses: number): boolean {
  return isBeyondChance(losses, LOSS);
}

/** In how many rounds in a row the server must fail in one of so many cases, so that it is no chance. */
export function roundsBeyondChance(cases: number): number {
  let rounds = 2;
  while (cases > ROUNDS ** (rounds - 2)) rounds += 1;
  return rounds;
}

/**
 * How much a round in which so many of its requests failed counts against chance, of one at most: as much as one in which
 * chance has it in one of ten. A case of a hundred requests meets a failure in most of its rounds.
 */
export function weightOfRound({ failures, requests }: Failing): number {
  return Math.min(1, -Math.log(probabilityOf(failures, requests * FAILURE)) / Math.log(ROUNDS));
}

/** So many events or more are too improbable if they are independent (Poisson). */
function isBeyondChance(count: number, mean: number): boolean {
  return probabilityOf(count, mean) < LEVEL;
}

/** Of so many independent events or more where there are `mean` on average. */
function probabilityOf(count: number, mean: number): number {
  let fewer = 0;
  let logarithm = -mean;
  for (let each = 0; each < count; each += 1) {
    fewer += Math.exp(logarithm);
    logarithm += Math.log(mean / (each + 1));
  }
  return 1 - fewer;
}
