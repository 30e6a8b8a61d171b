import { availableParallelism } from "node:os";
import jest from "./jest.config.mjs";

/** Tests that take their time, because they run processes, browsers and many seeds; more of each with SOAK=1. */
export default {
  ...jest,
  // What they start may hang: this runner has a time limit.
  runner: "jest-runner",
  setupFiles: [],
  testMatch: ["<rootDir>/tests/long/**/*.test.ts"],
  testPathIgnorePatterns: [],
  // Most of their time they wait for processes.
  maxWorkers: 3 * availableParallelism(),
  // So do the tests of one file that run side by side: a sweep waits half a minute before it says that a name is free.
  maxConcurrency: 16,
  testTimeout: 600_000,
};
