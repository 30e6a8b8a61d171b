import { randomUUID } from "node:crypto";
import { startReferenceWorker } from "#reference/server/worker.ts";
import { askOfRegion } from "#endpoint/aws/partitions.ts";
import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { createHttpTarget } from "#endpoint/sending/http-target.ts";
import { REFERENCE_CALLERS, REFERENCE_PRINCIPALS } from "#cli/callers/reference-callers.ts";
import type { ServedSpec } from "#cli/files/reading/read-spec.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { connection, trustedCertificates } from "./connection-flags.ts";
import type { RunTarget } from "./run-target.ts";
import { settingsFor } from "./target-settings.ts";

/** The embedded server verifies signatures made with these. */
const EMBEDDED_CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

/** Starts the embedded server, and opens it as a target. */
export async function openEmbedded(
  flags: RunFlags,
  { served, signingName }: ServedSpec,
  signal: AbortSignal,
): Promise<RunTarget> {
  const region = flags.region ?? "us-east-1";
  const server = await startReferenceWorker({
    region,
    auth: flags.sign,
    credentials: EMBEDDED_CREDENTIALS,
    others: REFERENCE_PRINCIPALS,
    hooks: true,
    ...(typeof flags.feature["quota"] === "number" ? { quota: flags.feature["quota"] } : {}),
    ...(served === undefined ? { existing: { eks: ["run-by-eks"] } } : { spec: served }),
  });
  const settings = settingsFor(flags, undefined);
  const redactor = createRedactor();
  const target = createHttpTarget({
    seen: redactor.learn,
    endpoint: server.url,
    region,
    service: signingName,
    signal,
    readOnly: flags.readOnly,
    credentials: flags.sign ? fixedCredentials(EMBEDDED_CREDENTIALS) : undefined,
    otherCallers: REFERENCE_CALLERS,
    ca: await trustedCertificates(flags, { env: {}, profile: {} }),
    ...connection(flags, settings),
  });
  const close = async (): Promise<void> => {
    await target.close();
    await server.close();
  };
  return {
    runId: randomUUID(),
    endpoint: server.url,
    region,
    settings,
    target,
    embedded: true,
    warnings: askOfRegion(region),
    redactor,
    close,
  };
}
