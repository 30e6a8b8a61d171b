import { createServer, type AddressInfo } from "node:net";
import { splitWords } from "#cli/flags/split-words.ts";
import { UsageError } from "#cli/usage-error.ts";

/** A command that starts the target. */
export interface TargetCommand {
  /** As it was given, its port filled in. */
  readonly text: string;
  /** As it was given: where it asks for a free port, it gets another each time. */
  readonly given: string;
  readonly words: readonly string[];
}

interface PlacedCommand {
  readonly command: TargetCommand;
  readonly endpointUrl: string | undefined;
}

/** Stands for a free port, in the command and in --endpoint-url. */
const PORT = /\{port\}/g;

/** The words of --command, with a free port where it asks for one, and the endpoint that goes with it. */
export async function targetCommand(text: string, endpointUrl: string | undefined): Promise<PlacedCommand> {
  const words = splitWords(text, "--command");
  if (words.length === 0) throw new UsageError("--command: give the program that starts the target");
  if (process.platform === "win32")
    throw new UsageError("--command: not supported on Windows, which has no process groups");
  if (!text.includes("{port}")) return { command: { text, given: text, words }, endpointUrl };
  const port = String(await freePort());
  const filled = (part: string): string => part.replace(PORT, port);
  return {
    command: { text: filled(text), given: text, words: words.map(filled) },
    endpointUrl: filled(endpointUrl ?? "http://127.0.0.1:{port}"),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
