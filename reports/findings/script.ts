import { signingWords } from "../../protocol/shell/curl-line.ts";
import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import { isService } from "../../suites/record/is-service.ts";
import { visibleLine } from "../model/strangers-text.ts";
import { type Bystander, bystanderOf } from "./bystander.ts";
import { decisionLines } from "./decision.ts";
import { type ScriptedFinding, hasHeader, headLines, isSigned, settingLines } from "./head.ts";
import { SHELL_LIBRARY } from "./shell-library.ts";
import { onWhatStood, pathsOf } from "./standing.ts";
import { stepLines } from "./step-lines.ts";
import { stepsOf, type Step } from "./steps.ts";
import { assignment, variablesOf, type Variable } from "./variables.ts";

export interface FindingScript {
  /** Why it cannot tell whether the fault is there, where it cannot. */
  readonly untold?: string;
  readonly text: string;
}

/** A shell script of all steps of a case: exits 1 while the fault is there, 0 once it is gone, 2 where it cannot tell. */
export function findingScript(found: ScriptedFinding): FindingScript {
  const steps = stepsOf(found.example);
  const last = typeof steps === "string" ? undefined : steps.at(-1);
  if (typeof steps === "string" || last === undefined) return withoutSteps(found, String(steps));
  const stood = onWhatStood(found.record, steps);
  if (stood !== undefined) return withoutSteps(found, stood);
  const variables = variablesOf(steps);
  const before = steps.slice(0, -1);
  const decision = decisionLines({ judgement: found.example.judgement, step: last, before, variables });
  const untold = typeof decision === "string" ? decision : undefined;
  const bystander = untold === undefined ? bystanderOf(found.record) : undefined;
  const lines = [
    ...headLines(found, untold),
    ...settingLines(found),
    SHELL_LIBRARY.trimEnd(),
    "",
    ...clusterCalls(found, steps),
    "",
    "# Returns 0 when what is required holds, 1 when it does not, 2 when nobody can tell.",
    "judge() {",
    ...(typeof decision === "string" ? ["return 2"] : decision).map(indented),
    "}",
    "",
    ...besideLines(found, bystander),
    ...roundLines(found, steps, variables),
    "",
    ...endLines(untold),
  ];
  return { text: `${lines.join("\n")}\n`, ...(untold === undefined ? {} : { untold }) };
}

function withoutSteps(found: ScriptedFinding, untold: string): FindingScript {
  const said = `echo ${shellQuote(visibleLine(`cannot tell: ${untold}`))} >&2`;
  return { untold, text: `${[...headLines(found, untold), said, "exit 2"].join("\n")}\n` };
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

/** Looking at a cluster, and removing what the script registered. */
function clusterCalls({ record, example }: ScriptedFinding, steps: readonly Step[]): string[] {
  const { operations, target } = record;
  const sessionToken = example.exchanges.some((exchange) => hasHeader(exchange, "x-amz-security-token"));
  const words = isSigned(example.exchanges)
    ? signingWords(READ, { kind: "sign" }, { region: target.region, endpoint: "", sessionToken })
    : [];
  const own = isService(record) ? pathsOf(record, steps) : {};
  const to = (id: string, otherwise: string, name: string): string => {
    const path = (id === "DescribeCluster" ? own.look : own.remove) ?? operations.find((one) => one.id === id)?.path;
    const [before = "", after = ""] = (path ?? otherwise).split("{name}");
    return [...words, `"$endpoint"${shellQuote(before)}${name}${after === "" ? "" : shellQuote(after)}`].join(" ");
  };
  return [
    `look() { send look ${to("DescribeCluster", "/clusters/{name}", '"$(percent "$1")"')}; }`,
    `remove() { curl -q -g -s --max-time 10 -o "$dir/removed" -w '%{http_code}' -X DELETE ${to("DeregisterCluster", "/cluster-registrations/{name}", '"$1"')}; }`,
    "clean() {",
    '  sort -u "$dir/registered" >"$dir/remove"; : >"$dir/registered"; : >"$dir/claimed"',
    "  while read -r name; do",
    "    for pause in 1 2 0; do",
    '      removed=$(remove "$name" </dev/null)',
    "      case $removed in 2??|404) break ;; esac",
    '      sleep "$pause"',
    "    done",
    '    case $removed in 2??|404) ;; *) echo "left behind: $name" >&2 ;; esac',
    '  done <"$dir/remove"',
    "}",
    'trap \'ended=$?; clean; rm -rf "$dir"; exit "$ended"\' EXIT',
    "trap 'exit 130' HUP INT TERM",
  ];
}

const READ = { method: "GET", path: "/", headers: [] };

/** The bystander is registered before the first step and once more before the last, so that it is the older and the newer. */
function besideLines({ record }: ScriptedFinding, bystander: Bystander | undefined): string[] {
  if (bystander === undefined) return ["beside() { :; }", ""];
  const { step, variables } = bystander;
  const lines = stepLines({ step, before: [], variables, region: record.target.region });
  return [
    "# Registers another cluster, which stays until the round is over.",
    "beside() {",
    ...variables.map(({ name, text }) => `  ${name}=$(fresh "$(seed)" ${shellQuote(text)})`),
    ...lines.map(indented),
    "}",
    "",
  ];
}

function roundLines(
  { record, example }: ScriptedFinding,
  steps: readonly Step[],
  variables: readonly Variable[],
): string[] {
  const { region } = record.target;
  const lines = steps.flatMap((step, at) => {
    const isLast = at === steps.length - 1;
    const judged = isLast ? example.judgement : undefined;
    const written = stepLines({ step, before: steps.slice(0, at), variables, region, judged });
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

const BESIDE = '[ "$company" = alone ] || beside';

/**
 * Under two names of its own and under that of the run, the second time beside another cluster: what hangs on the name or
 * on what else is there, or comes now and then, is seen all the same.
 */
function endLines(untold: string | undefined): string[] {
  return [
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
    ...(untold === undefined ? [] : ["  break"]),
    "done",
    ...(untold === undefined
      ? [
          'if [ "$told" = yes ] && [ "$unsure" = no ]; then echo "the fault is gone"; exit 0; fi',
          'cannot "the answers say nothing of it"',
        ]
      : [`cannot ${shellQuote(visibleLine(untold))}`]),
  ];
}
