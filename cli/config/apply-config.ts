import { plainText } from "#spec/json/plain-text.ts";
import { InvalidArgumentError, type Command, type Option } from "commander";
import { ownMember } from "#spec/json/own-member.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { UsageError } from "#cli/usage-error.ts";
import { configIn, readConfig, type Config, type ConfigSettings } from "./read-config.ts";
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { BUILT_IN_SPECS } from "#suites/record/readings/built-in-specs.ts";

const PATH = /<(?:file|spec|dir)>/;
const TO_READ = /<(?:file|spec)>/;

/** A setting's value, a path among them as the config file means it: from its own folder. Throws UsageError. */
function pathFrom(file: string, { flags, long }: Option, value: string): string {
  if (!PATH.test(flags) || BUILT_IN_SPECS.includes(value)) return value;
  const folder = dirname(file);
  const path = isAbsolute(value) || folder === "." ? value : join(folder, value);
  if (TO_READ.test(flags) && !existsSync(path)) {
    throw new UsageError(`${file}: ${long?.replace("--", "") ?? flags}: ${path}: no such file`);
  }
  return path;
}

interface ConfigChoice {
  /** A file, or false where none is to be read. */
  readonly config?: string | false;
  readonly target?: string;
}

const NO_FILE = "there is no config file; give one with --config";

/** What says where a run goes: one flag of these puts those of the config file out of force. */
const PLACES = ["endpoint-url", "aws", "command"];

/**
 * Lays the settings of the config file below the flags of a command that was parsed. Answers the file, where there is
 * one. Throws UsageError.
 */
export function applyConfig(command: Command, folder = process.cwd()): string | undefined {
  const { config: choice, target } = command.opts<ConfigChoice>();
  const file = typeof choice === "string" ? choice : choice === false ? undefined : configIn(folder);
  if (file === undefined) {
    if (target === undefined) return undefined;
    const why = choice === false ? "--no-config ignores the config file; leave it out" : NO_FILE;
    throw new UsageError(`--target ${target}: ${why}`);
  }
  const config = readConfig(file);
  refuseTwoPlaces(config);
  const isPlaced = PLACES.some((key) => isGiven(command, key));
  for (const [key, value] of Object.entries(settingsFor(config, target, isPlaced))) {
    const option = optionOf(command, key);
    if (isGiven(command, key) || (isPlaced && PLACES.includes(key))) continue;
    if (option === undefined) {
      // Left out without a word, it would let another target be tested than the file says.
      if (PLACES.includes(key)) throw new UsageError(`${file}: ${key} is no setting of ${command.name()}`);
      continue;
    }
    const meant = typeof value === "string" ? pathFrom(file, option, value) : value;
    command.setOptionValueWithSource(option.attributeName(), parsed(option, meant, `${file}: ${key}`), "config");
  }
  return file;
}

function refuseTwoPlaces({ file, settings, targets }: Config): void {
  for (const each of [settings, ...Object.values(targets)]) {
    if (each["aws"] !== true || !("endpoint-url" in each || "command" in each)) continue;
    throw new UsageError(`${file}: aws cannot be combined with endpoint-url or command; keep one`);
  }
}

/** The settings in force: those of the target lie over the common ones. */
function settingsFor(config: Config, named: string | undefined, isPlaced: boolean): ConfigSettings {
  const name = named ?? (isPlaced ? undefined : config.target);
  if (name === undefined) return config.settings;
  const target = ownMember(config.targets, name);
  if (target === undefined) {
    const known = Object.keys(config.targets);
    const where = named === undefined ? `${config.file}: target` : "--target";
    const has = known.length === 0 ? "" : `; it has ${known.join(", ")}`;
    throw new UsageError(`${where} ${name}: ${config.file} has no such target${has}`);
  }
  const isElsewhere = PLACES.some((key) => key in target);
  const common = Object.entries(config.settings).filter(([key]) => !(isElsewhere && PLACES.includes(key)));
  return { ...Object.fromEntries(common), ...target };
}

function optionOf(command: Command, key: string): Option | undefined {
  return command.options.find(({ long }) => long === `--${key}` || long === `--no-${key}`);
}

function isGiven(command: Command, key: string): boolean {
  const option = optionOf(command, key);
  return option !== undefined && command.getOptionValueSource(option.attributeName()) === "cli";
}

/** A setting as the flag of its name would have it. */
function parsed(option: Option, value: JsonValue, setting: string): unknown {
  if (option.isBoolean() || option.negate) return value;
  const texts = textsOf(option, value);
  try {
    const parse = option.parseArg?.bind(option);
    if (parse === undefined) return texts[0];
    return texts.reduce<unknown>((before, text) => parse(text, before as never), option.defaultValue);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new UsageError(`${setting}: ${error.message}`);
    throw error;
  }
}

/** What would be written behind the flag, once for each time that it would be given. */
function textsOf({ long }: Option, value: JsonValue): string[] {
  if (isJsonObject(value)) return Object.entries(value).map(([name, state]) => `${name}=${plainText(state)}`);
  if (!Array.isArray(value)) return [plainText(value)];
  return long === "--format" ? [value.map(plainText).join(",")] : value.map(plainText);
}
