import type { Command } from "commander";

/** Flags that say which config file, and what of it. */
export function addConfigFlags(command: Command): Command {
  return command
    .optionsGroup("Config file:")
    .option("--config <file>", "settings (default: eks-conformance.config.yaml, .yml or .json in this folder, if any)")
    .option("--no-config", "read no config file")
    .option("--target <name>", "target of the config file to test");
}
