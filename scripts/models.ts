/** Makes the contract of the whole service anew from AWS's model of EKS, as botocore has it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { eksDocumentText } from "./models/eks-document.ts";
import { ROOT } from "./package-root.ts";
import { readFlags, exitWithUsage } from "./usage.ts";

const USAGE = "npm run models -- FOLDER, that of an unpacked archive of botocore";

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const folder = positionals[0] ?? exitWithUsage(USAGE, "no folder is named");
writeFileSync(join(ROOT, "spec/eks/openapi.json"), eksDocumentText(folder));
console.log("spec/eks/openapi.json");
