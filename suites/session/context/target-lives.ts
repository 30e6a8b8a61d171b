/** A target that is started again when it dies, and forgets what it held. */
export interface TargetLives {
  /** Waits for a turn with the target: with others until it has died, alone ever after. */
  readonly turn: () => Promise<TargetTurn>;
}

export interface TargetTurn {
  /** No other case has the target meanwhile, so its death is the doing of this one. */
  readonly alone: boolean;
  /** Resolves to whether the target died meanwhile, once it is up again. */
  readonly end: () => Promise<boolean>;
}
