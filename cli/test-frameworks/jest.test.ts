import { describe, test } from "@jest/globals";
import { defineJudgedTests } from "./define-tests.ts";
import { runOfEnvironment } from "./run-of-environment.ts";

// Jest skips no test that has begun, and loads no test file that it does not run.
const tested = runOfEnvironment(process.env);
const record = await tested.run();
defineJudgedTests({ describe, test, skip: (name) => void test.skip(name, () => undefined) }, tested, record);
