import { serviceKeeper } from "#tests/custody/keepers.ts";
import type { Ledger } from "#custody/journal/ledger.ts";
import type { Target } from "#endpoint/target.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import type { Service } from "#spec/resources/service.ts";
import { planRequirements } from "#cli/run/select.ts";
import { ownOracle } from "#suites/oracles/own-oracle.ts";
import { type KindSettings, RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { RunPatience } from "#suites/session/patience.ts";
import { Repeated } from "#suites/run/rounds/why-repeat.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { ServiceSession } from "#suites/service/service-session.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { SETTINGS } from "#tests/suites/test-run.ts";

export const NAME_PREFIX = "ecf-7-";

export interface ServiceSetting {
  readonly context: ServiceContext;
  readonly session: ServiceSession;
  readonly clock: RecordingClock;
  /** `intend a`, `created a`, `doubt a`, in order. */
  readonly journal: readonly string[];
  /** What was judged last of each requirement, in words: `missed`, and what was received. */
  readonly judged: (id: string) => Pick<Judgement, "verdict" | "received"> | undefined;
}

/** A case's session on a service, with all that the cases of a run share. */
export function serviceSetting(
  service: Service,
  target: Target,
  {
    clock = new RecordingClock(),
    patience = new RunPatience(clock, SETTINGS.consistencyMs),
    ...settings
  }: { readonly clock?: RecordingClock; readonly patience?: RunPatience | undefined } & Partial<KindSettings> = {},
): ServiceSetting {
  const others = { select: [], skip: [], level: "INFO", features: {}, expectations: [] } as const;
  const requirements = planRequirements(serviceRequirements(service.contract, service.table), others);
  const journal: string[] = [];
  const ledger: Ledger = {
    intend: ({ id }) => void journal.push(`intend ${id ?? "unnamed"}`),
    note: ({ id }, state) => void journal.push(`${state} ${id ?? "unnamed"}`),
  };
  const runTag = { key: RUN_TAG_KEY, value: "7" };
  const removing = { clock, budgetMs: 1_000 };
  const limits = { clock, removing, consistencyMs: SETTINGS.consistencyMs, namePrefix: NAME_PREFIX, runTag };
  const context: ServiceContext = {
    ...service,
    requirements: new Map(requirements.map((each) => [each.id, each])),
    needed: new Set(service.contract.operations.keys()),
    knownRequirements: new Set(requirements.map(({ id }) => id)),
    target,
    settings: { ...SETTINGS, ...settings },
    generation: { prefix: NAME_PREFIX, fixtures: {}, dictionary: [] },
    seed: 7,
    clock,
    patience,
    judgeOwn: ownOracle(service.contract, target.region),
    keeper: serviceKeeper({ service, cleanUpTarget: target, ledger, ...limits }),
    runTag,
    lingering: new Set(),
    staying: new Set(),
    slowKinds: new Set(),
    createdAnew: new Map(),
    unmade: new Map(),
    blocked: new Map(),
    takesTags: new Set(),
    tagsPut: new Map(),
    untagged: new Set(),
    asCreated: new Map(),
    livesOf: new Map(),
    alive: new Map(),
    presence: new Map(),
    existing: new Map(),
    spoilt: new Set(),
    spoiltLists: new Set(),
    immovable: new Set(),
    tooLarge: new Set(),
    heldLimits: new Set(),
    comparedPlain: new Map(),
    signatures: { count: false },
    tries: new Map(),
    plainAgain: new Map(),
    states: new Map(),
    repeated: new Repeated(),
    control: { passed: true },
  };
  const session = new ServiceSession(context, "a case", 1);
  const judged = (id: string) => {
    const last = session.judgements.findLast(({ requirement }) => requirement === id);
    return last && { verdict: last.verdict, received: last.received };
  };
  return { context, session, clock, journal, judged };
}
