/** Turns with a target that is restarted when it dies, and then has lost its clusters. */
export interface TargetTurns {
  /** Waits for a turn with the target: together with others until it has died once, alone after that. */
  readonly turn: () => Promise<TargetTurn>;
  /** How often it has died so far. */
  readonly deaths: () => number;
  /** What the target died of, where one case had it to itself. */
  readonly killings: Killing[];
}

export interface Killing {
  readonly caseId: string;
  /** What killed, in words; undefined where every request was answered. */
  readonly request: string | undefined;
  /** What the case would have judged after that. */
  readonly unjudged: readonly string[];
}

export interface TargetTurn {
  /** No other case uses the target meanwhile, so this one causes its death. */
  readonly alone: boolean;
  /** Waits until the target is up; resolves to whether it has died meanwhile. */
  readonly end: () => Promise<boolean>;
}
