import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { HttpTarget } from "#endpoint/sending/http-target.ts";
import type { Lifeline } from "#endpoint/sending/lifeline.ts";

/** An endpoint ready to be tested. */
export interface RunTarget {
  readonly runId: string;
  readonly endpoint: string;
  readonly region: string;
  readonly settings: KindSettings;
  readonly target: HttpTarget;
  readonly embedded: boolean;
  /** What started it, `{port}` in a free port's place; see `toldCommand`. */
  readonly command?: string | undefined;
  /** The account that STS named, twelve digits. */
  readonly account?: string;
  /** What the user should know before anything is sent, in a sentence each. */
  readonly warnings: readonly string[];
  /** Who starts the target again when it dies, where somebody does. */
  readonly lifeline?: Lifeline | undefined;
  /** Knows what must not show up in any output. */
  readonly redactor: Redactor;
  readonly close: () => Promise<void>;
}
