/** Takes AWS's partitions and the endpoint rules of EKS and STS over from the sources of botocore, and its test cases. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./package-root.ts";
import { readFlags, exitWithUsage } from "./usage.ts";

const USAGE = "npm run endpoints -- FOLDER, that of an unpacked source archive of botocore";
const SERVICES = { eks: "eks/2017-11-01", sts: "sts/2011-06-15" };

interface Partitions {
  readonly partitions: readonly {
    readonly id: string;
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly regionRegex: string;
    readonly regions: Readonly<Record<string, unknown>>;
  }[];
}

interface RuleSet {
  readonly version: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly rules: readonly { readonly conditions: readonly unknown[] }[];
}

interface PublishedCases {
  readonly testCases: readonly {
    readonly params?: Readonly<Record<string, unknown>>;
    readonly expect: { readonly endpoint?: { readonly url: string }; readonly error?: string };
  }[];
}

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const folder = positionals[0] ?? exitWithUsage(USAGE, "no folder is named");
const hashes: Record<string, string> = {};

const { partitions } = read("botocore/data/partitions.json") as Partitions;
const services = Object.entries(SERVICES);
const rules = services.map(([service, at]) => [service, read(`botocore/data/${at}/endpoint-rule-set-1.json`)] as const);
const source = {
  package: "botocore",
  version: /__version__ = '([^']+)'/.exec(readFileSync(join(folder, "botocore/__init__.py"), "utf8"))?.[1],
  sha256: hashes,
};
write("endpoint/aws/rules/partitions.json", {
  source,
  partitions: partitions.map(({ id, outputs, regionRegex, regions }) => ({
    id,
    regionRegex,
    outputs,
    regions: Object.keys(regions).filter((region) => !region.endsWith("-global")),
  })),
});
write(
  "endpoint/aws/rules/endpoint-rules.json",
  Object.fromEntries(rules.map(([service, set]) => [service, regionalRules(set as RuleSet)])),
);
write(
  "tests/endpoint/aws/published-endpoints.json",
  services.flatMap(([service]) => {
    const { testCases } = read(`tests/functional/endpoint-rules/${service}/endpoint-tests-1.json`) as PublishedCases;
    return testCases.flatMap(({ params = {}, expect: { endpoint, error } }) =>
      params["UseGlobalEndpoint"] === true ? [] : [{ service, params, url: endpoint?.url, error }],
    );
  }),
);

/** STS's rules for its one host of old are left out: a Region's credentials are asked about in that Region. */
function regionalRules({ version, parameters, rules }: RuleSet): unknown {
  const others = Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "UseGlobalEndpoint"));
  const regional = rules.filter(({ conditions }) => !JSON.stringify(conditions).includes("UseGlobalEndpoint"));
  return withoutWords({ version, parameters: others, rules: regional });
}

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !["documentation", "properties", "headers"].includes(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutWords(each)]));
}

function read(path: string): unknown {
  const bytes = readFileSync(join(folder, path));
  if (path.startsWith("botocore/")) hashes[path] = createHash("sha256").update(bytes).digest("hex");
  return JSON.parse(bytes.toString("utf8"));
}

function write(path: string, content: unknown): void {
  writeFileSync(join(ROOT, path), `${JSON.stringify(content)}\n`);
  console.log(path);
}
