/** Imported in a test file of Vitest, it defines one test per requirement. */
import { afterAll, beforeAll, describe, test } from "vitest";
import { defineConformanceTests } from "./define-tests.ts";
import { runOfEnvironment } from "./run-of-environment.ts";

defineConformanceTests(
  { describe, beforeAll, afterAll, test: (name, run) => void test(name, ({ skip }) => run((why) => skip(why))) },
  runOfEnvironment(process.env),
);
