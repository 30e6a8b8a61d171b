import type { Command } from "commander";
import { collect, level } from "./flag-values.ts";

/** The flags that say what of other people's traffic is judged, and what counts. `elsewhere`: where it is of another contract. */
export function addTrafficFlags(command: Command, elsewhere = ""): Command {
  return command
    .optionsGroup("What is judged:")
    .option(
      "--spec <spec>",
      `register-cluster (the default${elsewhere}), eks, or a file: OpenAPI 3.1, Smithy 2.0, botocore`,
    )
    .option("--select <glob>", "only requirements that match; may be repeated", collect, [])
    .option("--skip <glob>", "leave out requirements that match; may be repeated", collect, [])
    .option("--level <level>", "lowest level to judge: must, should or info", level, "INFO")
    .optionsGroup("What counts:")
    .option("--expectations <file>", "known failures, with reasons")
    .option("--strict", "an unmet SHOULD fails the run");
}
