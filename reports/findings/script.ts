import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import { isService } from "../../suites/record/is-service.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { type Bystander, bystanderOf } from "./bystander.ts";
import { decisionOf } from "./decision.ts";
import { withGround } from "./steps/steps-before.ts";
import { type ScriptedFinding, headLines, settingLines } from "./shell/script-head.ts";
import { makingOf } from "./steps/making.ts";
import type { MakingToWrite } from "./steps/making-lines.ts";
import { removalLines } from "./steps/removal-lines.ts";
import { SHELL_LIBRARY } from "./shell/shell-library.ts";
import { stepLines } from "./steps/step-lines.ts";
import { stepsOf, type Step } from "./steps/steps.ts";
import { assignment, serviceVariables, variablesOf, type Variable } from "./shell/variables.ts";

/** One of the two. */
export interface FindingScript {
  readonly text?: string;
  /** Why no script can tell whether the fault is there. */
  readonly untold?: string;
}

/** A shell script of all steps of a case: exits 1 while the fault is there, 0 once it is gone, 2 where it cannot tell. */
export function findingScript(found: ScriptedFinding): FindingScript {
  const { judgement, expectation } = found.example;
  const { steps, untold: unsendable } = withGround(found.record, stepsOf(found.example), judgement.condition);
  const last = steps.at(-1);
  if (last === undefined) return { untold: unsendable ?? "there is nothing to send" };
  const variables = isService(found.record) ? serviceVariables(found.record, steps) : variablesOf(steps);
  const before = steps.slice(0, -1);
  const { lines: decisive, untold } = decisionOf({ judgement, expectation, step: last, before, variables });
  if (untold !== undefined) return { untold };
  const bystander = removable(found.record, bystanderOf(found.record));
  const lines = [
    ...headLines(found),
    ...settingLines(found),
    SHELL_LIBRARY.trimEnd(),
    "",
    ...removalLines(found),
    "",
    "# Returns 0 when what is required holds, 1 when it does not, 2 when nobody can tell.",
    "judge() {",
    ...decisive.map(indented),
    "}",
    "",
    ...besideLines(found, bystander),
    ...roundLines(found, steps, variables),
    "",
    ...END_LINES,
  ];
  return { text: `${lines.join("\n")}\n` };
}

function removable(record: RunRecord, bystander: Bystander | undefined): Bystander | undefined {
  const isGone = bystander === undefined || (isService(record) && makingOf(record, bystander.step) === undefined);
  return isGone ? undefined : bystander;
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

/** The bystander is registered before the first step and once more before the last, so that it is the older and the newer. */
function besideLines({ record }: ScriptedFinding, bystander: Bystander | undefined): string[] {
  if (bystander === undefined) return ["beside() { :; }", ""];
  const { step, variables } = bystander;
  const made = madeBy(record, [], step, variables);
  const lines = stepLines({ step, before: [], variables, ...scopeOf(record), made });
  return [
    "# Registers another cluster, which stays until the round is over.",
    "beside() {",
    ...variables.map(({ name, text }) => `  ${name}=$(fresh "$(seed)" ${shellQuote(text)})`),
    ...lines.map(indented),
    "}",
    "",
  ];
}

function scopeOf({ target, contract }: RunRecord) {
  return { region: target.region, service: contract.signingName };
}

function roundLines(
  { record, example }: ScriptedFinding,
  steps: readonly Step[],
  variables: readonly Variable[],
): string[] {
  const lines = steps.flatMap((step, at) => {
    const isLast = at === steps.length - 1;
    const judged = isLast ? example.judgement : undefined;
    const before = steps.slice(0, at);
    const made = madeBy(record, before, step, variables);
    const written = stepLines({ step, before, variables, ...scopeOf(record), judged, made });
    return isLast ? ["", BESIDE, ...written] : written;
  });
  return [
    "# round SEED COMPANY: all steps once, under names made from the seed; with seed 0, those of the run.",
    "round() {",
    "  names=$1; company=$2; tokens=$(seed)",
    ...[...variables.map(assignment), BESIDE, ...lines].map(indented),
    "}",
  ];
}

/** What a step of a whole service makes. */
function madeBy(record: RunRecord, before: readonly Step[], step: Step, variables: readonly Variable[]) {
  if (!isService(record)) return undefined;
  const making = makingOf(record, step);
  if (making === undefined) return { making };
  const { recipe, id } = making;
  const isClaimed = before
    .map((each) => makingOf(record, each))
    .some((each) => each?.recipe === recipe && each.id === id);
  return { making: { making, number: step.number, variables, before, isClaimed } satisfies MakingToWrite };
}

const BESIDE = '[ "$company" = alone ] || beside';

/**
 * Under two names of its own and under that of the run, the second time beside another cluster: what hangs on the name or
 * on what else is there, or comes now and then, is seen all the same.
 */
const END_LINES = [
  "told=no; unsure=no",
  "for company in alone together run; do",
  '  if [ "$company" = run ]; then round 0 alone; else round "$(seed)" "$company"; fi',
  "  verdict=$?",
  "  clean",
  "  case $verdict in",
  "    0) told=yes ;;",
  '    1) echo "the fault is there"; exit 1 ;;',
  "    2) unsure=yes ;;",
  "  esac",
  "done",
  'if [ "$told" = yes ] && [ "$unsure" = no ]; then echo "the fault is gone"; exit 0; fi',
  'cannot "the answers do not show it"',
];
