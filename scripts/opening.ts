/** Which fixed cases find most seeded faults with the fewest requests: prints the list of suites/registration/plan/opening.ts anew. */
import { ServerRunner } from "#cli/selftest/server-runner.ts";
import type { SelftestServer } from "#cli/selftest/selftest-server.ts";
import type { Fault } from "#reference/fault.ts";
import { FAULTS } from "#reference/faults.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { readFlags, wholeNumberIn } from "./usage.ts";

/** A case as it ran: requests sent in the whole run when it was done, and what it found as `requirement verdict`. */
interface RanCase {
  readonly id: string;
  readonly requests: number;
  readonly found: readonly string[];
}

/** A fixed case: what it costs in requests, and the faults that it finds. */
interface OpeningCandidate {
  readonly id: string;
  readonly cost: number;
  readonly kills: Set<string>;
}

const USAGE = "npm run opening [-- REQUESTS], by default 60";
const CONTROL = "register/control/minimal";
/** A connection that breaks under it is told from a poor one by sixteen attempts, so it begins before all others. */
const PATIENT = "wire/register/large/unknown-string";
// A refusal is an error that nobody looks at the stack of.
Error.stackTraceLimit = 0;

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const limit = wholeNumberIn(USAGE, positionals[0] ?? "60");
const requirements = allRequirements(loadBundledContract());
const runner = new ServerRunner({ seed: 1, cases: 0 });
printOpening(await candidates());

async function candidates(): Promise<Map<string, OpeningCandidate>> {
  const plain = await casesOf({ kind: "plain", id: "plain" });
  const usual = new Set(plain.flatMap(({ id, found }) => found.map((each) => `${id} ${each}`)));
  const costOf = (at: number) => (plain[at]?.requests ?? 0) - (plain[at - 1]?.requests ?? 0);
  const known = new Map(
    plain.map(({ id }, at): [string, OpeningCandidate] => [id, { id, cost: costOf(at), kills: new Set() }]),
  );
  for (const fault of FAULTS) {
    const named = namedBy(fault);
    for (const { id, found } of await casesOf({ kind: "fault", id: fault.id })) {
      if (found.some((each) => named.has(each) && !usual.has(`${id} ${each}`))) known.get(id)?.kills.add(fault.id);
    }
  }
  return known;
}

function namedBy({ level, requirements: broken }: Fault): ReadonlySet<string> {
  const verdict = level === "SHOULD" ? "warn" : "fail";
  return new Set(broken.flatMap((requirement) => [`${requirement} fail`, `${requirement} ${verdict}`]));
}

/** Greedy: the case that kills most of what is left for each of its requests comes next. */
function printOpening(known: ReadonlyMap<string, OpeningCandidate>): void {
  const begun = [CONTROL, PATIENT].flatMap((id) => known.get(id) ?? []);
  const caught = new Set(begun.flatMap(({ kills }) => [...kills]));
  const open = new Set(
    [...known.values()].filter((each) => !begun.includes(each) && !each.id.startsWith("leftovers/")),
  );
  let spent = begun.reduce((sum, { cost }) => sum + cost, 0);
  console.log(`  "${PATIENT}",`);
  while (spent < limit) {
    const best = bestOf(open, caught);
    if (best === undefined) return;
    open.delete(best);
    spent += best.cost;
    for (const fault of best.kills) caught.add(fault);
    console.log(`  "${best.id}",`);
    console.error(`${spent} requests: ${caught.size} of ${FAULTS.length} faults`);
  }
}

/** Undefined when none finds anything more. */
function bestOf(open: ReadonlySet<OpeningCandidate>, caught: ReadonlySet<string>): OpeningCandidate | undefined {
  const rate = ({ kills, cost }: OpeningCandidate) =>
    [...kills].filter((fault) => !caught.has(fault)).length / Math.max(1, cost);
  const rated = [...open].map((each) => ({ each, rate: rate(each) }));
  const best = rated.reduce((a, b) => (b.rate > a.rate ? b : a));
  return best.rate === 0 ? undefined : best.each;
}

async function casesOf(server: SelftestServer): Promise<RanCase[]> {
  const cases: RanCase[] = [];
  await runner.run(server, (event) => {
    if (event.type !== "case") return;
    const found = event.tally.map(([at, verdict]) => `${requirements[at]?.id} ${verdict}`);
    cases.push({ id: event.id, requests: event.requests, found });
  });
  return cases;
}
