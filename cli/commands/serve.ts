import { drawFault } from "#reference/drawn/drawn-fault.ts";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { FAULTS } from "#reference/faults.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import type { Console } from "#cli/console.ts";
import { servedBy } from "#cli/files/reading/read-spec.ts";
import { UsageError } from "#cli/usage-error.ts";
import { portUsage } from "#cli/flags/port-usage.ts";

/** The flags of `serve`. */
export interface ServeFlags {
  /** `register-cluster`, `eks`, or a model's file with a table beside it. */
  readonly spec: string;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Names that clients may know the server by. */
  readonly allowHost: readonly string[];
  /** Region in the ARNs of what is created. */
  readonly region: string;
  /** Prints the seeded faults, and serves nothing. */
  readonly faults?: boolean;
  /** Id of the seeded fault that the server has. */
  readonly fault?: string;
  /** Number of the drawn fault that the server has. */
  readonly drawn?: number;
  /** Id of the conforming variant that the server is. */
  readonly variant?: string;
  /** Refuses requests that are not signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (`test` if unset). */
  readonly auth?: boolean;
  /** Clusters that may be registered at once. Default: no limit. */
  readonly quota?: number;
}

/** Serves the reference implementation until SIGINT or SIGTERM. */
export async function serveCommand(flags: ServeFlags, console: Console, env = process.env): Promise<number> {
  refuseForeignFlags(flags);
  if (flags.faults === true) {
    for (const { id, sentence } of FAULTS) console.print(`${id}  ${sentence}`);
    return 0;
  }
  const server = await start(flags, env);
  const what = [servedInWords(flags.spec), flags.fault ?? flags.variant];
  console.print(
    `Reference server on ${[server.url, ...what.filter((one) => one !== undefined)].join(", ")}; stop it with Ctrl-C`,
  );
  if (flags.drawn !== undefined) console.print(drawnSentence(flags.spec, flags.drawn));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.close();
  return 0;
}

function drawnSentence(spec: string, number: number): string {
  const { served } = servedBy(spec);
  if (served === undefined) return drawFault(number).sentence;
  return faultDrawer(serviceOf(served))(number).sentence;
}

function servedInWords(spec: string): string | undefined {
  if (spec === "register-cluster") return undefined;
  return spec === "eks" ? "all of EKS" : spec;
}

/** Flags about registrations that the server of a whole service has no answer to. */
const ONLY_REGISTRATIONS = ["faults", "quota"] as const;

function refuseForeignFlags(flags: ServeFlags): void {
  const foreign =
    flags.spec !== "register-cluster" ? ONLY_REGISTRATIONS.find((name) => flags[name] !== undefined) : undefined;
  if (foreign !== undefined)
    throw new UsageError(`--${foreign} works only with --spec register-cluster: leave one of them out`);
}

async function start(flags: ServeFlags, env: NodeJS.ProcessEnv): ReturnType<typeof startReferenceServer> {
  const { auth, spec, allowHost: names, ...options } = flags;
  const { served } = servedBy(spec);
  const credentials = {
    accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "test",
    secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "test",
  };
  try {
    return await startReferenceServer({ ...options, names, spec: served, hooks: true, auth, credentials });
  } catch (error) {
    throw portUsage(flags.port, error);
  }
}
