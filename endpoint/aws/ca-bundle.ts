import { readBounded } from "#spec/bounded-file.ts";
import { errorMessage } from "#spec/error-message.ts";
import { EndpointError } from "./endpoint-error.ts";
import type { AwsSettings } from "./settings.ts";

/**
 * The PEM certificates in the file that AWS_CA_BUNDLE or, failing that, the profile's `ca_bundle` names. Throws
 * `EndpointError`.
 */
export function caBundle({ env, profile }: Pick<AwsSettings, "env" | "profile">): string | undefined {
  const variable = env["AWS_CA_BUNDLE"] ?? "";
  const source = variable === "" ? "ca_bundle of the config file" : "AWS_CA_BUNDLE";
  const file = variable === "" ? (profile["ca_bundle"] ?? "") : variable;
  if (file === "") return undefined;
  try {
    const pem = readBounded(file).toString("utf8");
    if (pem.includes("-----BEGIN CERTIFICATE")) return pem;
  } catch (error) {
    const what = `${source} names ${file}, which cannot be read: ${errorMessage(error)}`;
    throw new EndpointError(`${what}. Unset it, or give a file of PEM certificates.`);
  }
  throw new EndpointError(
    `${source} names ${file}, which holds no PEM certificate. Unset it, or give a file that does.`,
  );
}
