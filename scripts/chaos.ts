/** Short runs in bad weather, from a seed on: every lost reply, throttle and delay that the test knows. */
import { runJest } from "./run-jest.ts";
import { readFlags, wholeNumber } from "./usage.ts";

const USAGE = "npm run chaos [-- RUNS [SEED]], by default 200 runs from seed 1";

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const [runs, first] = [positionals[0] ?? "200", positionals[1] ?? "1"].map((text) => wholeNumber(USAGE, text));
process.exitCode = runJest("tests/aws/chaos", { CHAOS_RUNS: String(runs), CHAOS_FIRST: String(first) });
