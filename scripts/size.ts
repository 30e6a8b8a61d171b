/** Prints how large each folder is beside its budget, and what is too small to be a file. It never fails. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./package-root.ts";
import { sizeTable } from "./size/size-table.ts";
import { readSource } from "./size/source-file.ts";
import { readFlags } from "./usage.ts";

readFlags("npm run size", { options: {} });
const patterns = ["*.ts", "*.tsx", "*.mjs"];
const tracked = execFileSync("git", ["ls-files", "-z", ...patterns], { cwd: ROOT, encoding: "utf8" }).split("\0");
const files = tracked.filter((path) => path.includes("/") && existsSync(join(ROOT, path)));
console.log(sizeTable(files.map((path) => readSource(path, readFileSync(join(ROOT, path), "utf8")))).join("\n"));
