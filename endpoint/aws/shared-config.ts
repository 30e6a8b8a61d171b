import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of one section; a setting with indented lines below it holds those as `name.sub`. */
export type ConfigSection = ReadonlyMap<string, string>;

/** AWS's shared config file: sections by their heading, such as `default`, `profile dev`, `services local`. */
export type SharedConfig = ReadonlyMap<string, ConfigSection>;

/**
 * Reads the file AWS_CONFIG_FILE names, or ~/.aws/config. No file is an empty configuration, as for the AWS tools.
 */
export function loadSharedConfig(env: Environment): SharedConfig {
  try {
    // A user that the system does not know, as in a container, has no home either: homedir() throws.
    const file = env["AWS_CONFIG_FILE"] ?? join(env["HOME"] ?? homedir(), ".aws", "config");
    return parseSharedConfig(readFileSync(file, "utf8"));
  } catch {
    return new Map();
  }
}

/** The section of a profile: `[default]` or `[profile default]` for the default one, `[profile NAME]` for others. */
export function profileSection(config: SharedConfig, profile: string): ConfigSection {
  return config.get(`profile ${profile}`) ?? (profile === "default" ? config.get("default") : undefined) ?? new Map();
}

/** Lenient as the AWS tools are: lines that are neither heading, setting nor comment are skipped. */
export function parseSharedConfig(text: string): SharedConfig {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let parent = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const heading = /^\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (heading !== undefined) {
      section = sectionNamed(sections, heading.replace(/\s+/g, " ").replaceAll(/["']/g, ""));
      continue;
    }
    const [, indent, name, value] = /^(\s*)([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === undefined || name === undefined || value === undefined) continue;
    if (indent === "") parent = name;
    section.set(indent === "" ? name : `${parent}.${name}`, value.replace(/\s+[#;].*$/, ""));
  }
  return sections;
}

function sectionNamed(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const section = sections.get(name) ?? new Map<string, string>();
  sections.set(name, section);
  return section;
}
