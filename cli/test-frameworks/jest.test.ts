import { beforeAll, describe, test } from "@jest/globals";
import { defineConformanceTests } from "./define-tests.ts";
import { runOfEnvironment } from "./run-of-environment.ts";

defineConformanceTests({ describe, test, beforeAll }, runOfEnvironment(process.env));
