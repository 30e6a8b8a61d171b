/** Thirty runs killed at random moments, or as many as the first argument says, each followed by a sweep. */
import { spawnSync } from "node:child_process";

const [kills = "30"] = process.argv.slice(2);
const jest = [
  "--experimental-vm-modules",
  "--no-warnings",
  "node_modules/jest/bin/jest.js",
  "tests/aws/kill-sweep",
  "-w",
  "1",
];
process.exitCode =
  spawnSync(process.execPath, jest, { stdio: "inherit", env: { ...process.env, KILLS: kills } }).status ?? 1;
