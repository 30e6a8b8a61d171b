/** Imported in a test file of Node.js's own runner, it defines one test per requirement. */
import { before, describe, test } from "node:test";
import { defineConformanceTests } from "./define-tests.ts";
import { runOfEnvironment } from "./run-of-environment.ts";

defineConformanceTests(
  {
    describe: (name, define) => void describe(name, define),
    test: (name, run) => void test(name, run),
    beforeAll: (run, timeout) => before(run, { timeout }),
  },
  runOfEnvironment(process.env),
);
