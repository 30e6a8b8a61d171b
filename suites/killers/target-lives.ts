import type { Lifeline } from "#endpoint/sending/lifeline.ts";
import type { TargetTurns } from "#suites/session/context/target-turns.ts";
import { Semaphore } from "#suites/run/limits/semaphore.ts";

/** More than cases can be under way. */
const EVERYBODY = 1_000_000;

/** Turns with a target that somebody starts again when it dies; undefined where nobody does. */
export function targetLives(lifeline: Pick<Lifeline, "ready" | "deaths"> | undefined): TargetTurns | undefined {
  if (lifeline === undefined) return undefined;
  const turns = new Semaphore(EVERYBODY);
  const turn: TargetTurns["turn"] = async () => {
    await lifeline.ready();
    const alone = lifeline.deaths > 0;
    const release = await turns.acquire(alone ? EVERYBODY : 1);
    if (alone !== lifeline.deaths > 0) {
      release();
      return turn();
    }
    const before = lifeline.deaths;
    const end = async (): Promise<boolean> => {
      await lifeline.ready();
      release();
      return lifeline.deaths > before;
    };
    return { alone, end };
  };
  return { turn, deaths: () => lifeline.deaths, killings: [] };
}
