/** Imported in a test file of Vitest, it defines one test per requirement. */
import { beforeAll, describe, test } from "vitest";
import { defineConformanceTests } from "./define-tests.ts";
import { runOfEnvironment } from "./run-of-environment.ts";

defineConformanceTests({ describe, test, beforeAll }, runOfEnvironment(process.env));
