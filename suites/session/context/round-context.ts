import type { Clock } from "#endpoint/clock.ts";
import type { Target } from "#endpoint/target.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { RunPatience, WaitedFor } from "#suites/session/patience.ts";
import type { Presence } from "./presence.ts";
import type { Service } from "#spec/resources/service.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { TargetTurns } from "./target-turns.ts";
import type { Repeated } from "#suites/run/rounds/why-repeat.ts";

/** What the cases of one run share, whatever the run judges. */
export interface RoundContext extends Service {
  /** The requirements that the run judges; judgements of others are dropped. */
  readonly requirements: ReadonlyMap<string, PlannedRequirement>;
  /** Ids of all existing requirements: judging by any other id is a bug of the suite. */
  readonly knownRequirements: ReadonlySet<string>;
  readonly target: Target;
  readonly settings: KindSettings;
  readonly clock: Clock;
  /** How long what may show late is waited for. */
  readonly patience: RunPatience;
  /** Told what is waited for, as long as it is. */
  readonly tellWaiting?: ((what: WaitedFor) => void) | undefined;
  /** Set once a valid request has succeeded; until then a refusal proves nothing. */
  readonly control: { passed: boolean };
  /** Failures of the server that were seen twice. */
  readonly repeated: Repeated;
  /** What the control found out of each operation. */
  readonly presence: Map<string, Presence>;
  /** By requirement, the operation that a case of it needs and that is not there. */
  readonly blocked: Map<string, string>;
  /** Whether a request signed with another secret was denied that is taken when it is signed rightly. */
  readonly signatures: { count: boolean };
  /** Of the run: the same one draws the same inputs. */
  readonly seed: number;
  readonly generation: GenerationContext;
  /** Of a target that is started again when it dies. */
  readonly lives?: TargetTurns | undefined;
}
