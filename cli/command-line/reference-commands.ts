import type { Command } from "commander";
import { Argument } from "commander";
import type { ListFlags } from "#cli/commands/list.ts";
import type { ServiceSelftestFlags } from "#cli/commands/selftest-service.ts";
import type { SelftestFlags } from "#cli/commands/selftest.ts";
import type { ServeFlags } from "#cli/commands/serve.ts";
import { SHELLS, type Shell } from "#cli/completion/shells.ts";
import type { Console } from "#cli/console.ts";
import { collect, level, onlyOne, wholeNumber } from "#cli/flags/flag-values.ts";
import { addSelftestFlags } from "#cli/flags/selftest-flags.ts";
import type { Finish } from "./finish.ts";

/** What needs no endpoint and no record. */
export function addReferenceCommands(root: Command, console: Console, finish: Finish): void {
  root
    .command("list")
    .description("the requirements, each with its source")
    .option("--spec <spec>", "register-cluster (the default), eks, or a file: OpenAPI 3.1, Smithy 2.0, botocore")
    .option("--select <glob>", "only requirements that match; may be repeated", collect, [])
    .option("--skip <glob>", "leave out requirements that match; may be repeated", collect, [])
    .option("--level <level>", "lowest level to list: must, should or info", level, "INFO")
    .option("--json", "as JSON")
    .action(async (flags: ListFlags) => {
      const { listCommand } = await import("#cli/commands/list.ts");
      finish(listCommand(flags, console));
    });
  root
    .command("serve")
    .description("the reference server")
    .option(
      "--spec <spec>",
      "what is served: register-cluster, eks, or a file with a table beside it",
      "register-cluster",
    )
    .option("--port <n>", "port to listen on (0: any free one)", wholeNumber(0, 65_535), 4567)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-host <name>", "name by which clients know it, beside localhost; may be repeated", collect, [])
    .option("--region <region>", "AWS Region to name in ARNs and signatures", "us-east-1")
    .option("--fault <id>", "switch on a seeded fault", onlyOne)
    .option("--faults", "list the seeded faults instead")
    .option("--drawn <n>", "switch on the fault drawn from this number", wholeNumber(0, 0xffffffff))
    .option("--variant <id>", "conform in another way", onlyOne)
    .option("--auth", "verify signatures against AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default: test, test)")
    .option("--quota <n>", "registered clusters allowed at a time", wholeNumber(1, 1_000_000))
    .action(async (flags: ServeFlags) => {
      const { serveCommand } = await import("#cli/commands/serve.ts");
      finish(await serveCommand(flags, console));
    });
  const selftest = root
    .command("selftest")
    .description("every seeded fault and conforming variant: does the suite tell them apart?");
  addSelftestFlags(selftest).action(async (flags: SelftestFlags & ServiceSelftestFlags) => {
    if (flags.spec !== "register-cluster") {
      const { selftestService } = await import("#cli/commands/selftest-service.ts");
      return finish(await selftestService(flags, console));
    }
    const { selftestCommand } = await import("#cli/commands/selftest.ts");
    finish(await selftestCommand(flags, console));
  });
  root
    .command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: Shell) => {
      const { completionScript } = await import("#cli/completion/completion-script.ts");
      console.print(completionScript(shell, root));
      finish(0);
    });
}
