/** Runs killed at random moments, each followed by a sweep. */
import { runJest } from "./run-jest.ts";
import { readFlags, wholeNumber } from "./usage.ts";

const USAGE = "npm run kill-sweep [-- KILLS], by default 30";

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
process.exitCode = runJest("tests/aws/kill-sweep", { KILLS: String(wholeNumber(USAGE, positionals[0] ?? "30")) });
