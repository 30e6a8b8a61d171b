import { test } from "@jest/globals";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fewOfEach } from "#tests/suites/test-run.ts";
import { BROKEN_SERVERS, expectFirstCause } from "./broken-servers.ts";

/** Some of each operation; all of them: tests/long/verdicts/broken-servers.test.ts. */
const SOME = onlyRequirements(/^(register\.(?!name\.pattern|.*(enum|pattern)$)|describe|deregister|list|api\.route)/);

test.each(BROKEN_SERVERS)("a server that %s is told just that first", (_what, server, first) =>
  expectFirstCause(server, first, { requirements: SOME, plan: fewOfEach }),
);
