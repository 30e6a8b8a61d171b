import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/library.ts";
import { startReferenceServer } from "../../reference/server.ts";
import { findingScripts } from "../../reports/findings/finding-scripts.ts";

export interface ScriptResult {
  readonly requirement: string;
  /** Exit codes: where the fault is, where it is not, and where nobody listens. */
  readonly faulty: number | null;
  readonly sound: number | null;
  readonly nobody: number | null;
  /** What the script said of resources that it could not remove from the sound server: a faulty one may not let it. */
  readonly leftBehind: readonly string[];
}

export interface ScriptRun {
  readonly results: readonly ScriptResult[];
  /** Clusters that the scripts left at the sound server; none are counted of all of EKS. */
  readonly left: readonly string[];
}

export interface ScriptRunOptions {
  /** Default: register-cluster. */
  readonly spec?: "register-cluster" | "eks";
  readonly select?: readonly string[];
  readonly auth?: boolean;
  /** Random inputs per constraint. */
  readonly cases?: number;
  /** What both servers do beside the fault. */
  readonly variant?: string;
}

const KEYS = { accessKeyId: "test", secretAccessKey: "test" };

/** Tests a server with a seeded fault, and runs each script of the findings against it, and against a sound one. */
export async function runScripts(
  fault: string,
  { spec = "register-cluster", select = [], auth = false, cases = 2, variant }: ScriptRunOptions = {},
): Promise<ScriptRun> {
  const options = { spec, auth, credentials: KEYS, hooks: true, variant };
  const faulty = await startReferenceServer({ ...options, fault });
  const sound = await startReferenceServer(options);
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-scripts-"));
  try {
    const env = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
    const { record } = run({
      endpointUrl: faulty.url,
      kind: "reference",
      spec,
      seed: 1,
      out,
      select,
      cases,
      sign: auth,
      env,
    });
    const results: ScriptResult[] = [];
    for (const { file, requirement } of findingScripts(await record)) {
      const at = (endpoint: string): Promise<ScriptEnd> => runScript(join(out, file), endpoint);
      const [atFaulty, { exit, leftBehind }, atNobody] = await Promise.all([
        at(faulty.url),
        at(sound.url),
        at("http://127.0.0.1:9"),
      ]);
      results.push({ requirement, faulty: atFaulty.exit, sound: exit, nobody: atNobody.exit, leftBehind });
    }
    return { results, left: sound.clusterNames() };
  } finally {
    rmSync(out, { recursive: true });
    await faulty.close();
    await sound.close();
  }
}

export interface ScriptEnd {
  readonly exit: number | null;
  /** Its lines about resources that it could not remove. */
  readonly leftBehind: readonly string[];
}

/** `keys` are variables that say who signs. */
export function runScript(
  file: string,
  endpoint: string,
  keys: Readonly<Record<string, string>> = {},
): Promise<ScriptEnd> {
  const env = { PATH: process.env["PATH"], TMPDIR: tmpdir(), ENDPOINT: endpoint, PATIENCE: "1", LIMIT: "5", ...keys };
  const child = spawn("sh", [file], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
  return new Promise((resolve) => {
    child.once("close", (exit) => {
      resolve({ exit, leftBehind: said.split("\n").filter((line) => line.startsWith("left behind")) });
    });
  });
}
