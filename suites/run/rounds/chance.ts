import type { Failing } from "#suites/session/server-errors.ts";

/** How often a server may fail, since nobody says what is sound: at one in so many requests. */
const FAILURE = 1 / 50;
/** How often it may lose a cluster: in one of so many runs. It may fail to answer, but not to keep. */
const LOSS = 1 / 2;
/** The probability with which a server that fails as often as it may is charged with it, over all looks of a kind. */
const LEVEL = 1 / 20;

/** Whether a server fails at more requests than chance would let it, in any of so many looks; `around` is how often others fail beside them. */
export function failsTooOften({ failures, requests }: Failing, looks: number, around = 0): boolean {
  return isBeyondChance(failures, requests * Math.max(FAILURE, around), looks);
}

/** Whether a server loses more clusters in a run than chance would let it. */
export function losesTooOften(losses: number): boolean {
  return isBeyondChance(losses, LOSS, 1);
}

/** So many independent events or more (Poisson), where there are `mean` on average, are too improbable. */
function isBeyondChance(count: number, mean: number, looks: number): boolean {
  let fewer = 0;
  let logarithm = -mean;
  for (let each = 0; each < count; each += 1) {
    fewer += Math.exp(logarithm);
    logarithm += Math.log(mean / (each + 1));
  }
  return 1 - fewer < LEVEL / looks;
}
