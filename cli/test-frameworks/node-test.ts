/** Imported in a test file of Node.js's own runner, it defines one test per requirement. */
import { after, before, describe, test } from "node:test";
import { defineConformanceTests } from "./define-tests.ts";
import { runOfEnvironment } from "./run-of-environment.ts";

defineConformanceTests(
  {
    describe: (name, define) => void describe(name, define),
    test: (name, run) => void test(name, (context) => run((why) => context.skip(why))),
    beforeAll: (run, timeout) => before(run, { timeout }),
    afterAll: (run) => after(run),
  },
  runOfEnvironment(process.env),
);
