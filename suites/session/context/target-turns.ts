/** Turns with a target that is restarted when it dies, and then has lost its clusters. */
export interface TargetTurns {
  /** Waits for a turn with the target: together with others until it has died once, alone after that. */
  readonly turn: () => Promise<TargetTurn>;
}

export interface TargetTurn {
  /** No other case uses the target meanwhile, so this one causes its death. */
  readonly alone: boolean;
  /** Waits until the target is up; resolves to whether it has died meanwhile. */
  readonly end: () => Promise<boolean>;
}
