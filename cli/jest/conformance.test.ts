import { beforeAll, describe, test } from "@jest/globals";
import { defineConformanceTests } from "./jest-adapter.ts";
import { jestRun } from "./jest-run.ts";

defineConformanceTests({ describe, test, beforeAll }, jestRun(process.env));
