import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { BY_OTHERS, idOf } from "#scripts/interop/emulators/emulators.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import type { Need } from "#tests/helpers/needs/needs.ts";

const INTEROP = fileURLToPath(new URL("../../../dist/scripts/interop/main.js", import.meta.url));

const NEEDS: Readonly<Record<string, Need>> = { fastapi: "python3", "smithy-typescript": "mvn" };

describe("a server that others wrote comes to what was seen by hand to be true of it, and to nothing else", () => {
  for (const server of BY_OTHERS) {
    const need = NEEDS[server.name];
    const offered = need === undefined ? test : needing(need).test;
    offered(idOf(server), () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [INTEROP, idOf(server)], { encoding: "utf8" });
      expect([stdout, stderr].join("")).toContain(`${idOf(server)}: as expected`);
      expect(status).toBe(0);
    });
  }
});
