/** Restarts the target when it dies. */
export interface Lifeline {
  /** Resolves at once while the target is up; else once it takes connections again, or never will. */
  ready(): Promise<void> | undefined;
  /** How often it has died. */
  readonly deaths: number;
  /** How it ended the last time, such as `it ended with exit code 1`; undefined while it has not. */
  readonly lastEnd?: string | undefined;
  /** A connection was refused, or ended without an answer. */
  suspect(): void;
}
