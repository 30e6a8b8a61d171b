import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "#cli/library.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { findingFiles } from "#reports/findings/finding-files.ts";
import { hurlProgram } from "./needs/hurl-program.ts";
import { type Refusal, startRefusing } from "./servers/refusing-server.ts";

/** What became of a finding's file. */
export interface FileResult {
  readonly requirement: string;
  /** Whether it holds where the fault is, where it is not, and where nobody listens. */
  readonly faulty: boolean;
  readonly sound: boolean;
  readonly nobody: boolean;
  /** Whether it holds at a sound server that refuses what it rests on, if one was asked for. */
  readonly refused?: boolean;
}

export interface FilesRun {
  readonly results: readonly FileResult[];
  /** Clusters that the files left at the sound server; none are counted of all of EKS. */
  readonly left: readonly string[];
}

export interface FilesRunOptions {
  /** Default: register-cluster. */
  readonly spec?: "register-cluster" | "eks";
  readonly select?: readonly string[];
  readonly auth?: boolean;
  /** Random inputs per constraint. */
  readonly cases?: number;
  /** What both servers do beside the fault. */
  readonly variant?: string;
  /** What a further server refuses, which is sound otherwise. */
  readonly refusal?: Refusal;
}

const KEYS = { accessKeyId: "test", secretAccessKey: "test" };

/** Tests a server with a seeded fault, and has Hurl run each file of the findings there, and at a sound one. */
export async function runFiles(
  fault: string,
  { spec = "register-cluster", select = [], auth = false, cases = 2, variant, refusal }: FilesRunOptions = {},
): Promise<FilesRun> {
  const options = { spec, auth, credentials: KEYS, hooks: true, variant };
  const faulty = await startReferenceServer({ ...options, fault });
  const sound = await startReferenceServer(options);
  const refusing = refusal && (await startRefusing(sound.url, refusal));
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-findings-"));
  try {
    const env = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
    const given = {
      endpointUrl: faulty.url,
      kind: "reference",
      spec,
      seed: 1,
      out,
      select,
      cases,
      sign: auth,
      env,
    } as const;
    const record = await run(given).record;
    const results: FileResult[] = [];
    for (const { file, requirement } of findingFiles(record)) {
      const holdsAt = async (endpoint: string): Promise<boolean> => (await runHurl(join(out, file), endpoint)) === 0;
      // Most of their time they wait between two looks, each at a server of its own.
      const places = [faulty.url, sound.url, "http://127.0.0.1:9", ...(refusing === undefined ? [] : [refusing.url])];
      const [atFaulty = true, atSound = false, atNobody = true, refused] = await Promise.all(places.map(holdsAt));
      results.push({ requirement, faulty: atFaulty, sound: atSound, nobody: atNobody, ...(refusing && { refused }) });
    }
    return { results, left: sound.clusterNames() };
  } finally {
    rmSync(out, { recursive: true });
    refusing?.close();
    await faulty.close();
    await sound.close();
  }
}

/** What a file is judged by where it tells the fault, and is content with a server that has none. */
export const TOLD = { faulty: false, sound: true, nobody: false } as const;

/** Runs a file as its own line does, in an environment of its own: Hurl's exit code. `keys` are those who sign. */
export function runHurl(
  file: string,
  endpoint: string,
  keys: Readonly<Record<string, string>> = OWN,
): Promise<number | null> {
  const secrets = Object.entries(keys).map(([name, value]) => [`HURL_SECRET_${name.toLowerCase()}`, value]);
  const env = { PATH: process.env["PATH"], HURL_VARIABLE_endpoint: endpoint, ...Object.fromEntries(secrets) };
  const words = ["--test", "--continue-on-error", "--max-time", "15", file];
  const child = spawn(hurlProgram("hurl") ?? "hurl", words, { env, stdio: "ignore" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}

const OWN = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
