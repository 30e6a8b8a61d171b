import { canBeAddressed, deregisterRequest } from "#custody/looking/cluster-requests.ts";
import { curlLine } from "#protocol/shell/curl-line.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";

export interface CommandContext {
  readonly region: string;
  /** Absent for AWS's own endpoint. */
  readonly endpointUrl?: string;
  /** The endpoint is used without credentials. */
  readonly unsigned?: boolean | undefined;
}

/** No Linux shell passes on an argument longer than this. */
const ARGUMENT_LIMIT = 100_000;

/**
 * The AWS CLI command that deregisters a cluster. Names that the CLI would not pass on unchanged (with NUL,
 * taken for an option or a file) get a curl line instead; undefined if no request can name it.
 */
export function deregisterCommand(name: string, { region, endpointUrl, unsigned }: CommandContext): string | undefined {
  if (!canBeAddressed(name)) return undefined;
  if (name.length > ARGUMENT_LIMIT || /\0|\p{Surrogate}|^(file|fileb|https?):\/\//u.test(name)) {
    const endpoint = endpointUrl ?? `https://eks.${region}.amazonaws.com`;
    return curlLine(deregisterRequest(name), { region, endpoint });
  }
  const words = ["aws eks deregister-cluster", `--name${name.startsWith("-") ? "=" : " "}${shellQuote(name)}`];
  words.push(`--region ${shellQuote(region)}`);
  if (endpointUrl !== undefined) words.push(`--endpoint-url ${shellQuote(endpointUrl)}`);
  if (unsigned === true) words.push("--no-sign-request");
  return words.join(" ");
}
