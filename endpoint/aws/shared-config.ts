import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of one section; lines indented below a setting appear as `name.sub`. */
export type ConfigSection = Readonly<Record<string, string | undefined>>;

/** AWS's shared files: profiles by their name, other sections as `services.NAME`. */
export interface SharedConfig {
  readonly configFile: Readonly<Record<string, ConfigSection | undefined>>;
  readonly credentialsFile: Readonly<Record<string, ConfigSection | undefined>>;
}

const NOTHING: SharedConfig = { configFile: {}, credentialsFile: {} };

/**
 * Reads the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, or those in ~/.aws. A missing file counts
 * as empty, as it does for AWS's tools. The parser is loaded only if there is something to read.
 */
export async function loadSharedConfig(env: Environment, homeOfUser = homedir): Promise<SharedConfig> {
  const home = env["HOME"] ?? folderOf(homeOfUser);
  const configFilepath = fileOf(env["AWS_CONFIG_FILE"], home, "config");
  const filepath = fileOf(env["AWS_SHARED_CREDENTIALS_FILE"], home, "credentials");
  if (configFilepath === undefined && filepath === undefined) return NOTHING;
  const { loadSharedConfigFiles } = await import("@smithy/core/config");
  return loadSharedConfigFiles({ configFilepath: configFilepath ?? ABSENT, filepath: filepath ?? ABSENT });
}

/** A path that does not exist: without one, the parser would look for a file by itself. */
const ABSENT = join("/", "nonexistent", "aws", "file");

function fileOf(named: string | undefined, home: string | undefined, name: string): string | undefined {
  if (named !== undefined && named !== "") return named;
  const file = home === undefined ? undefined : join(home, ".aws", name);
  return file !== undefined && existsSync(file) ? file : undefined;
}

/** A user unknown to the system, as in some containers, has no home folder. */
function folderOf(home: typeof homedir): string | undefined {
  try {
    return home();
  } catch {
    return undefined;
  }
}

/** The settings of a profile; those of the config file take precedence over those of the credentials file. */
export function profileSettings({ configFile, credentialsFile }: SharedConfig, profile: string): ConfigSection {
  return { ...credentialsFile[profile], ...configFile[profile] };
}
