/** Writes docs/levels.md anew: the level and evidence of every requirement, and what they were before. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadBundledContract } from "#spec/contract/load.ts";
import { levelsPage } from "./levels/page.ts";
import { ROOT } from "./package-root.ts";
import { readFlags } from "./usage.ts";

readFlags("npm run levels", { options: {} });
writeFileSync(join(ROOT, "docs", "levels.md"), levelsPage(loadBundledContract()));
