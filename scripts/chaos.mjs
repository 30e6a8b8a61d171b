/** Two hundred short runs in bad weather, or as many as the first argument says, from the seed that the second says. */
import { spawnSync } from "node:child_process";

const [runs = "200", first = "1"] = process.argv.slice(2);
const jest = [
  "--experimental-vm-modules",
  "--no-warnings",
  "node_modules/jest/bin/jest.js",
  "tests/aws/chaos",
  "-w",
  "1",
];
const env = { ...process.env, CHAOS_RUNS: runs, CHAOS_FIRST: first };
process.exitCode = spawnSync(process.execPath, jest, { stdio: "inherit", env }).status ?? 1;
