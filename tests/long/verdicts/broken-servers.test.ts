import { test } from "@jest/globals";
import { sizes, SOAKING } from "#tests/helpers/soak.ts";
import { BROKEN_SERVERS, expectFirstCause } from "#tests/reports/model/causes/broken-servers.ts";
import { planned, WITHOUT_THE_MANY } from "#tests/suites/bundled-contract.ts";

test.each(BROKEN_SERVERS.slice(0, sizes(1, 3)))("a server that %s is told just that first", (_what, server, first) =>
  expectFirstCause(server, first, { requirements: SOAKING ? planned : WITHOUT_THE_MANY }),
);
