import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { LineCounter } from "yaml";
import { parseYaml } from "#spec/json/parse-yaml.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { SETTINGS_BYTES } from "#spec/bounded-file.ts";
import { readTextFile } from "#cli/files/reading/read-text-file.ts";
import { settingsValue, yamlProblem } from "#cli/files/reading/yaml-settings.ts";
import { closeSpellings } from "#cli/close-spellings.ts";
import { UsageError } from "#cli/usage-error.ts";

/** Settings by the name of their flag without its dashes. */
export type ConfigSettings = Readonly<Record<string, JsonValue>>;

export interface Config {
  readonly file: string;
  readonly settings: ConfigSettings;
  /** The one of the targets that is taken unless a flag names another. */
  readonly target: string | undefined;
  readonly targets: Readonly<Record<string, ConfigSettings>>;
}

const NAMES = ["yaml", "yml", "json"].map((ending) => `eks-conformance.config.${ending}`);

/** The config file of a folder; undefined where there is none. */
export function configIn(folder: string): string | undefined {
  const found = NAMES.filter((name) => existsSync(join(folder, name)));
  if (found.length > 1) throw new UsageError(`${found.join(" and ")}: two config files; keep one`);
  return found[0] === undefined ? undefined : relative(process.cwd(), join(folder, found[0]));
}

/** Reads a config file. Throws UsageError with file and line where it holds what it must not. */
export function readConfig(file: string): Config {
  if (!/\.(?:yaml|yml|json)$/.test(file)) throw new UsageError(`--config ${file}: give a .yaml, .yml or .json file`);
  const lines = new LineCounter();
  const document = parseYaml(readTextFile(file, "--config", SETTINGS_BYTES), lines);
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new UsageError(`${file}:${line}:${col}: not YAML: ${yamlProblem(problem)}`);
  }
  const value = settingsValue(document, file) ?? {};
  if (!isJsonObject(value)) throw new UsageError(`${file}: give settings, such as endpoint-url: http://localhost:4566`);
  const lineOf = (path: readonly string[]): number => {
    const node = document.getIn(path, true) as { range?: readonly number[] } | undefined;
    return lines.linePos(node?.range?.[0] ?? 0).line;
  };
  refuseSecrets(value, [], (path) => `${file}:${lineOf(path)}`);
  const wrong = tellingViolation(violationsOf(value));
  if (wrong !== undefined) throw new UsageError(inWords(wrong, (path) => `${file}:${lineOf(path)}`));
  return configOf(file, value);
}

function configOf(file: string, { $schema: _, target, targets = {}, ...settings }: JsonObject): Config {
  const named = targets as Readonly<Record<string, ConfigSettings>>;
  return { file, settings, target: typeof target === "string" ? target : undefined, targets: named };
}

type LineOf = (path: readonly string[]) => string;

const SECRET_KEY = /secret|password|passwd|session.?token|access.?key|credential/i;
const ACCESS_KEY_ID = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/;
const USER_INFO = /:\/\/[^\s/]*:[^\s/]*@/;

function refuseSecrets(value: unknown, path: readonly string[], lineOf: LineOf): void {
  if (
    typeof value === "string" &&
    (ACCESS_KEY_ID.test(value) || USER_INFO.test(value) || /AWS_SECRET|AWS_SESSION_TOKEN/.test(value))
  ) {
    throw new UsageError(`${lineOf(path)}: ${path.join(".")} holds a secret; ${RIGHT}`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    if (SECRET_KEY.test(key)) throw new UsageError(`${lineOf(at)}: ${key} has no place in a config file; ${RIGHT}`);
    refuseSecrets(inner, at, lineOf);
  }
}

const RIGHT = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or name a profile with `profile`";

let validate: ReturnType<Ajv["compile"]> | undefined;

function violationsOf(value: unknown): readonly ErrorObject[] {
  const text = readFileSync(new URL("./config.schema.json", import.meta.url), "utf8");
  validate ??= new Ajv({ verbose: true, strict: false }).compile(JSON.parse(text) as object);
  return validate(value) ? [] : (validate.errors ?? []);
}

/**
 * Of several forms that a value may have, each says what keeps the value from it: the one that got furthest into the
 * value is the one that was meant.
 */
function tellingViolation(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split("/").length;
  const [deepest] = [...errors].sort((a, b) => depth(b) - depth(a));
  if (deepest?.keyword !== "type") return deepest;
  const alike = errors.filter(
    ({ keyword, instancePath }) => keyword === "type" && instancePath === deepest.instancePath,
  );
  return { ...deepest, message: `must be ${alike.map(({ params }) => String(params["type"])).join(" or ")}` };
}

function inWords({ instancePath, keyword, params, message, parentSchema }: ErrorObject, lineOf: LineOf): string {
  const path = instancePath.split("/").slice(1).map(unescaped);
  if (keyword !== "additionalProperties") {
    const allowed: unknown = params["allowedValues"];
    const choices = Array.isArray(allowed) ? `: ${allowed.join(", ")}` : "";
    return `${lineOf(path)}: ${path.join(".")} ${message ?? "is wrong"}${choices}`;
  }
  const key = String(params["additionalProperty"]);
  const known = Object.keys((parentSchema?.["properties"] as object | undefined) ?? KNOWN);
  if (FLAGS_ALONE.includes(key)) {
    return `${lineOf([...path, key])}: ${key} is a flag and no setting, since it is about one run alone: give --${key}`;
  }
  return `${lineOf([...path, key])}: there is no setting ${key}${closeSpellings(known, key)}`;
}

/** Flags of a run that no file may give. */
const FLAGS_ALONE: readonly string[] = [
  "shard",
  "failed-from",
  "like",
  "like-must",
  "describe-existing",
  "share",
  "json",
  "quiet",
  "verbose",
];

/** Names that are always there to be offered. */
const KNOWN = { "endpoint-url": true, command: true, select: true, seed: true, out: true };

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
