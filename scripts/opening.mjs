// Which fixed cases find most seeded faults with the fewest requests, one after the other: the list of suites/plan/opening.ts.
// Usage: npm run build && node scripts/opening.mjs [REQUESTS, default 60]
import { SubjectRunner } from "../dist/cli/selftest/subject-runner.js";
import { FAULTS } from "../dist/reference/faults.js";
import { allRequirements } from "../dist/spec/all-requirements.js";
import { loadBundledContract } from "../dist/spec/contract/load.js";

const [limit = "60"] = process.argv.slice(2);
const CONTROL = "register/control/minimal";
/** A connection that breaks under it is told from a poor one by sixteen attempts, so it begins before all others. */
const PATIENT = "wire/register/large/unknown-string";
// A refusal is an error that nobody looks at the stack of.
Error.stackTraceLimit = 0;

const requirements = allRequirements(loadBundledContract());
const runner = new SubjectRunner({ seed: 1, cases: 0 });
const plain = await casesOf({ kind: "plain", id: "plain" });
const usual = new Set(plain.flatMap(({ id, found }) => found.map((each) => `${id} ${each}`)));
const killsOf = new Map(plain.map(({ id }) => [id, new Set()]));
for (const fault of FAULTS) {
  const verdict = fault.level === "SHOULD" ? "warn" : "fail";
  for (const { id, found } of await casesOf({ kind: "fault", id: fault.id })) {
    const named = fault.requirements.flatMap((requirement) => [`${requirement} fail`, `${requirement} ${verdict}`]);
    if (found.some((each) => named.includes(each) && !usual.has(`${id} ${each}`))) killsOf.get(id)?.add(fault.id);
  }
}
printOpening(new Map(plain.map(({ id, requests }, at) => [id, requests - (plain[at - 1]?.requests ?? 0)])));

/** Greedy: the case that kills most of what is left for each of its requests comes next. */
function printOpening(costs) {
  const begun = [CONTROL, PATIENT];
  const caught = new Set(begun.flatMap((id) => [...killsOf.get(id)]));
  const open = new Set([...killsOf.keys()].filter((id) => !begun.includes(id) && !id.startsWith("leftovers/")));
  let spent = begun.reduce((sum, id) => sum + costs.get(id), 0);
  console.log(`  "${PATIENT}",`);
  while (spent < Number(limit)) {
    const gain = (id) => [...killsOf.get(id)].filter((fault) => !caught.has(fault)).length;
    const rated = [...open].map((id) => ({ id, gain: gain(id), rate: gain(id) / Math.max(1, costs.get(id)) }));
    const best = rated.reduce((a, b) => (b.rate > a.rate ? b : a));
    if (best.gain === 0) break;
    open.delete(best.id);
    spent += costs.get(best.id);
    for (const fault of killsOf.get(best.id)) caught.add(fault);
    console.log(`  "${best.id}",`);
    console.error(`${spent} requests: ${caught.size} of ${FAULTS.length} faults`);
  }
}

async function casesOf(subject) {
  const cases = [];
  await runner.run(subject, (event) => {
    if (event.type !== "case") return;
    const found = event.tally.map(([place, verdict]) => `${requirements[place].id} ${verdict}`);
    cases.push({ id: event.id, requests: event.requests, found });
  });
  return cases;
}
