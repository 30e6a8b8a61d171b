import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { holdsCheckout } from "#cli/action/action-main.ts";

let workspace = "";
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "eks-conformance-checkout-"));
  mkdirSync(join(workspace, "inner/.git"), { recursive: true });
  symlinkSync(workspace, join(workspace, "link"));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

test.each([".", "..", "/", "inner/..", "link", "link/.", "inner"])("%s is a checkout, or holds one", (out) => {
  expect(holdsCheckout(join(workspace, out), workspace)).toBe(true);
});

test("the root of the file system holds every checkout", () => {
  expect(holdsCheckout("/", workspace)).toBe(true);
});

test.each(["conformance-results", "..results", "inner-results", "../elsewhere", "inner/results"])(
  "%s is a folder of its own",
  (out) => {
    expect(holdsCheckout(join(workspace, out), workspace)).toBe(false);
  },
);
