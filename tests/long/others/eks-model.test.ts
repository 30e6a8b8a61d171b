// The built-in contract of the service is what today's converter makes of the model that it names.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eksDocumentText } from "#scripts/models/eks-document.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const built = readFileSync(new URL("../../../spec/eks/openapi.json", import.meta.url), "utf8");
const source = (JSON.parse(built) as { "x-source": Readonly<Record<string, string>> })["x-source"];

needing("python3").describe("botocore off PyPI", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "botocore-"));
    const wanted = `botocore==${source["version"] ?? ""}`;
    const pip = ["-m", "pip", "download", "--no-deps", "--quiet", "--dest", folder, wanted];
    expect(spawnSync("python3", pip, { stdio: "inherit" }).status).toBe(0);
    const wheel = readdirSync(folder).find((name) => name.endsWith(".whl")) ?? "";
    spawnSync("python3", ["-m", "zipfile", "-e", join(folder, wheel), folder]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("gives the built-in contract, byte for byte", () => {
    const digest = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(digest(eksDocumentText(folder))).toBe(digest(built));
  });
});
