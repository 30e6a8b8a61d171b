import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { loadBundledContract } from "#spec/contract/load.ts";
import { levelsPage } from "#scripts/levels/page.ts";

test("docs/levels.md is what `npm run levels` writes", () => {
  const page = readFileSync(new URL("../../docs/levels.md", import.meta.url), "utf8");
  expect(page).toBe(levelsPage(loadBundledContract()));
});
