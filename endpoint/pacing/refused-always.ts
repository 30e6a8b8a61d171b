import type { WireRequest } from "#protocol/exchange.ts";

/** How an attempt ended: with a refusal for the pace, with a 503, or otherwise answered. */
export type RefusedFor = "throttled" | "unavailable" | undefined;

export interface RefusedAlways {
  /** Takes an answer; true if it shows, as the first one, that requests like this are always refused. */
  see(request: OfShape, refusal: RefusedFor, now: number): boolean;
  /** Requests like this have never had another answer, while others have: a slower pace does not help. */
  has(request: OfShape): boolean;
}

type OfShape = Pick<WireRequest, "method" | "path">;

interface RefusedShape {
  readonly attempts: number;
  /** Milliseconds of the clock. */
  readonly since: number;
  /** Answers to any request before the first refusal. */
  readonly answersBefore: number;
  readonly isAlways: boolean;
}

/**
 * So many attempts over so many milliseconds show that an operation is always refused. Throttling takes longer to
 * believe: others may have used up what an account may ask for in a while.
 */
const ENOUGH = {
  throttled: { attempts: 12, ms: 15_000 },
  unavailable: { attempts: 8, ms: 5_000 },
} as const;
/** Other requests answered meanwhile: else it may be the endpoint that is away. */
const OTHERS_ANSWERED = 3;

/** Tells requests apart by method, first segment and length of the path, which mostly are one operation each. */
export function refusedAlways(): RefusedAlways {
  /** Undefined once something else was answered, for good. */
  const shapes = new Map<string, RefusedShape | undefined>();
  let answers = 0;
  return {
    see: (request, refusal, now) => {
      const shape = shapeOf(request);
      const before = shapes.get(shape);
      if (refusal === undefined) {
        answers += 1;
        shapes.set(shape, undefined);
        return false;
      }
      if (before === undefined && shapes.has(shape)) return false;
      const { attempts, since, answersBefore, isAlways } = before ?? firstAt(now, answers);
      const { attempts: enough, ms } = ENOUGH[refusal];
      const isShown = attempts + 1 >= enough && now - since >= ms && answers - answersBefore >= OTHERS_ANSWERED;
      shapes.set(shape, { attempts: attempts + 1, since, answersBefore, isAlways: isAlways || isShown });
      return isShown && !isAlways;
    },
    has: (request) => shapes.get(shapeOf(request))?.isAlways === true,
  };
}

function firstAt(now: number, answers: number): RefusedShape {
  return { attempts: 0, since: now, answersBefore: answers, isAlways: false };
}

function shapeOf({ method, path }: OfShape): string {
  const [, first = "", ...more] = (path.split("?")[0] ?? "").split("/");
  return `${method} ${first} ${more.length}`;
}
