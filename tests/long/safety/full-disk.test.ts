import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { outstanding } from "#custody/journal/outstanding.ts";
import { readJournal } from "#custody/journal/journal.ts";
import { hostileTarget } from "#tests/helpers/servers/hostile-target.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { SOAKING } from "#tests/helpers/soak.ts";
import { runWithin } from "#tests/helpers/within-blocks.ts";

afterEach(closeOpened);

// One block is enough for no entry, some for the first ones, the others for a part of a run.
const BLOCKS = SOAKING ? [1, 8, 16, 40, 80, 160, 300, 500, 900, 1_500] : [16, 500];

describe.each(BLOCKS)("a disk with room for %i blocks a file", (blocks) => {
  test("leaves nothing at a target that lets go of its clusters", () =>
    withFolder(async (folder) => {
      const server = await hostileTarget({}, ["theirs"]);
      const { code } = await runWithin(blocks, ["--endpoint-url", server.origin, "--out", folder, "--no-sign"]);
      expect(server.ours()).toEqual([]);
      expect(code).toBe(2);
      expect(server.theirs()).toEqual(["theirs"]);
    }));

  test("names what stays at one that does not, and exits 5", () =>
    withFolder(async (folder) => {
      const server = await hostileTarget({ keeps: true });
      const { code, stderr } = await runWithin(blocks, ["--endpoint-url", server.origin, "--out", folder, "--no-sign"]);
      const left = server.ours();
      const inJournal = outstanding(readJournal(join(folder, "journal.ndjson"))).map(({ name }) => name);
      expect(code).toBe(left.length > 0 ? 5 : 2);
      if (left.length > 0) expect(stderr).toContain(`${left.length} left behind; to remove:`);
      expect(left.filter((name) => !stderr.includes(name) && !inJournal.includes(name))).toEqual([]);
    }));
});
