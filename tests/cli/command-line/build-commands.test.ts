import { describe, expect, test } from "@jest/globals";
import { CommanderError, type Command } from "commander";
import { buildCommands } from "#cli/command-line/build-commands.ts";
import { systemConsole } from "#cli/console.ts";
import { matchesAny } from "#cli/glob.ts";
import { INSTALLED } from "#reports/model/commands/replay.ts";
import { EXAMPLES, FIRST_STEPS } from "#cli/flags/examples.ts";
import { helpFor, parserComplaint } from "#cli/flags/parser-complaint.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { FAULTS } from "#reference/faults.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { columns } from "#reports/model/text/wrap.ts";

function commands(): Command {
  return buildCommands(systemConsole({}), () => undefined);
}

/** What is said of words that the parser does not take. */
function complaintOf(...words: readonly string[]): string | undefined {
  const root = commands();
  const argv = ["node", "eks-conformance", ...words];
  try {
    root.parse(argv);
  } catch (error) {
    if (error instanceof CommanderError) return parserComplaint(error, root, argv);
    throw error;
  }
  return "taken";
}

/** As the README has it. */
const typed = (line: string): string => `  ${line.replace("eks-conformance", INSTALLED)}`;

test("examples begin with what is typed", () => {
  const run = commands().commands.find((command) => command.name() === "run");
  let help = "";
  run?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const examples = help.split("\nExamples:\n")[1]?.trimEnd().split("\n");
  expect(examples).toEqual(EXAMPLES["run"]?.map(typed));
});

const NAMES = commands().commands.map((command) => command.name());

test.each(NAMES)("the help of %s fits into 80 columns and has an example", (name) => {
  const help =
    commands()
      .commands.find((command) => command.name() === name)
      ?.helpInformation() ?? "";
  const lines = [...help.split("\n"), ...(EXAMPLES[name] ?? []).map(typed)];
  expect(lines.filter((line) => columns(line) > 80)).toEqual([]);
  expect(EXAMPLES[name]?.length).toBeGreaterThan(0);
});

test("the help of proxy says of what contract its rounds are", () => {
  const help = commands()
    .commands.find((command) => command.name() === "proxy")
    ?.helpInformation();
  expect(help?.replace(/\s+/g, " ")).toContain("with --mutate, --variants or --faults it is eks");
});

test("the help without a command fits into 80 columns, and so do its first steps", () => {
  const lines = [...commands().helpInformation().split("\n"), ...FIRST_STEPS.map(typed)];
  expect(lines.filter((line) => columns(line) > 80)).toEqual([]);
});

test.each(Object.entries(EXAMPLES).flatMap(([name, lines]) => lines.map((line) => [name, line] as const)))(
  "an example of %s takes its own flags: %s",
  (name, line) => {
    const own = commands().commands.find((command) => command.name() === name);
    const [call = ""] = line.replace(/^source <\((.*)\)$/, "$1").split(/ [|>] /);
    // What comes after `--` is a command of somebody else's.
    const [ours = ""] = call.split(" -- ");
    const flags = splitWords(ours, "example").filter((word) => word.startsWith("--"));
    expect(flags.filter((flag) => own?.options.every(({ long }) => long !== flag))).toEqual([]);
  },
);

test("the faults that examples name are in the catalogue", () => {
  const lines = Object.values(EXAMPLES).flat();
  const named = lines.flatMap((line) => /--fault '?([\w*-]+)/.exec(line)?.[1] ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((glob) => !FAULTS.some(({ id }) => matchesAny(id, [glob])))).toEqual([]);
});

describe("a flag of another command", () => {
  test.each([
    [["run", "--journal", "x"], "--journal belongs to sweep, not to run: leave it out"],
    [
      ["sweep", "--journal", "x", "--seed", "3"],
      "--seed belongs to run, plan, proxy, selftest, not to sweep: leave it out",
    ],
    [["plan", "--out=x"], "--out belongs to run, replay, proxy, judge, report, selftest, not to plan: leave it out"],
    [["--quiet"], "--quiet belongs to run, replay, proxy, judge: give the command first"],
  ])("%j is told where it belongs", (words, says) => {
    expect(complaintOf(...words)).toBe(says);
  });
});

test.each([
  [["rnu"], "unknown command 'rnu'; did you mean run?"],
  [["run", "--endpont-url", "x"], "unknown option '--endpont-url'; did you mean --endpoint-url?"],
  [["run", "--reigon=us-east-1"], "unknown option '--reigon'; the closest is --region"],
  [["run", "--zzz=us-east-1"], "unknown option '--zzz'"],
  [["run", "--endpoint", "x"], "unknown option '--endpoint'; the closest is --endpoint-url"],
])("%j: close spellings are offered", (words, says) => {
  expect(complaintOf(...words)).toBe(says);
});

test("replay without any words asks for the record first", () => {
  expect(complaintOf("replay")).toBe("missing required argument 'record'");
});

test.each([
  ["--cases", "casesPerConstraint"],
  ["--concurrency", "concurrency"],
  ["--rps", "rps"],
  ["--max-live", "maxLive"],
  ["--max-registrations", "maxRegistrations"],
] as const)("the help of %s has its defaults, by kind where they differ", (flag, setting) => {
  const run = commands().commands.find((command) => command.name() === "run");
  const words = run?.options.find(({ long }) => long === flag)?.description;
  const { emulator, reference, aws } = KIND_SETTINGS;
  const others = [reference, aws].filter((kind) => kind[setting] !== emulator[setting]);
  const usual = Number.isFinite(emulator[setting]) ? emulator[setting] : "no limit";
  const told = others.map((kind) => `${kind.kind} ${kind[setting]}`).join(", ");
  expect(words).toContain(`(default: ${usual}${told === "" ? "" : `; ${told}`})`);
});

test("plan takes the command that run would start the target with", () => {
  const plan = commands().commands.find((command) => command.name() === "plan");
  expect(plan?.options.map(({ long }) => long)).toContain("--command");
});

test.each([
  [["rnu"], "npx --no -- eks-conformance --help"],
  [["run", "--zzz"], "npx --no eks-conformance run --help"],
])("%j: the help that is named has the flags of the command", (words, says) => {
  expect(helpFor(commands(), ["node", "eks-conformance", ...words])).toBe(says);
});

test.each([
  [["run", "http://localhost:4566/eks"], /did you mean --endpoint-url http:\/\/localhost:4566\/eks\?/],
  [["run", "localhost:4566"], /did you mean --endpoint-url http:\/\/localhost:4566\?/],
  [
    ["run", "--strict", "https://eks.example/$(id)"],
    /did you mean --endpoint-url 'https:\/\/eks\.example\/\$\(id\)'\?/,
  ],
  [["run", "emulator"], /^too many arguments/],
  [["list", "http://localhost:4566"], /^too many arguments/],
])("%j: an endpoint without its flag is asked about", (words, says) => {
  const root = commands();
  const error = new CommanderError(1, "commander.excessArguments", "error: too many arguments for 'run'.");
  expect(parserComplaint(error, root, ["node", "eks-conformance", ...words])).toMatch(says);
});

test("help is no complaint", () => {
  const root = commands();
  expect(parserComplaint(new CommanderError(1, "commander.help", "(outputHelp)"), root, [])).toBeUndefined();
});
