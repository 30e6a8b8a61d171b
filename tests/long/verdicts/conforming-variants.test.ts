import { afterEach, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "../../../reference/server.ts";
import { VARIANTS } from "../../../reference/variants.ts";
import { sizes } from "../../helpers/soak.ts";
import { runAgainst, withVerdict } from "../../helpers/cli-process.ts";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Throttled variants take a minute with all cases; the ones that matter to pace and retries are enough. */
const SLOW: Readonly<Record<string, readonly string[]>> = {
  "throttled-20-per-second": ["--select", "register.t*", "--select", "list.*"],
};

// The selftest runs every one of them in memory; over sockets, some of each kind are enough.
const CHOSEN = VARIANTS.filter((_, index) => index % sizes(50, 1) === 0);

describe("a target that conforms in another way comes out 0, and no cluster is left on it", () => {
  test.each(CHOSEN.map(({ id }) => id))("%s", async (variant) => {
    const server = await startReferenceServer({ variant });
    open.push(server);
    const { code, record } = await runAgainst(server.url, SLOW[variant]);
    expect(withVerdict(record, "fail", "error", "inconclusive", "stale")).toEqual([]);
    expect(code).toBe(0);
    expect(record.clusters.left).toEqual([]);
    expect(server.clusterNames()).toEqual([]);
  });
});
