import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { documentOfModel } from "#spec/models/openapi/document-of-model.ts";
import { modelFilesBeside, modelText } from "#spec/models/model-files.ts";
import { readModel } from "#spec/models/contract-of-model.ts";
import type { JsonObject } from "#spec/json/json.ts";

/**
 * The text of spec/eks/openapi.json, from an unpacked archive of botocore: names, types, bounds, patterns, bindings,
 * errors, pages and waiters, and none of the words. Its lines are those that requirements quote.
 */
export function eksDocumentText(folder: string): string {
  const file = join(folder, "botocore/data/eks/2017-11-01/service-2.json.gz");
  const text = modelText(file);
  const model = readModel(JSON.parse(text) as JsonObject, "botocore", file, modelFilesBeside(file));
  const document = documentOfModel(model, {
    madeBy: "npm run models",
    package: "botocore",
    version: versionOf(folder),
    file: "botocore/data/eks/2017-11-01/service-2.json",
    sha256: createHash("sha256").update(text).digest("hex"),
  });
  return `${JSON.stringify(document, null, 1)}\n`;
}

function versionOf(folder: string): string {
  const about = readFileSync(join(folder, "botocore/__init__.py"), "utf8");
  return /__version__ = '([^']+)'/.exec(about)?.[1] ?? "unknown";
}
