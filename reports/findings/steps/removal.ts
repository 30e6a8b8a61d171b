import { isService } from "../../../suites/record/is-service.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import type { PlainRequest } from "../../../suites/record/service-recipe.ts";
import { isSafe } from "../../../protocol/methods.ts";
import { type HurlEntry, retried } from "../hurl/entry.ts";
import { registrationOf } from "./fresh.ts";
import { makingOf } from "./making.ts";
import { percent } from "./percent.ts";
import { type Replacing, requestEntry } from "./request.ts";
import { type OwnSignature, rightly, type Sent } from "./signature.ts";
import type { Step } from "./steps.ts";

interface ToRemove {
  readonly removal: PlainRequest;
  readonly look?: PlainRequest;
  readonly instead: NonNullable<Replacing["instead"]>;
}

export interface StepMaking {
  readonly record: RunRecord;
  readonly step: Step;
  readonly replacing: Replacing;
  readonly own: OwnSignature;
}

const SOMEBODYS = { untold: "it changes what is called by a name that may be somebody's" } as const;

/**
 * The removal of what a step makes; undefined where it makes nothing. A reason where it makes, removes or changes what has
 * neither a name of the file's own nor one that an answer gave: a record may name anything.
 */
export function removalOf(making: StepMaking): HurlEntry | undefined | typeof SOMEBODYS {
  const { record, replacing, own } = making;
  const toRemove = isService(record) ? serviceResource(making) : cluster(making);
  if (toRemove === undefined) return isHarmless(making) ? undefined : SOMEBODYS;
  const { removal, instead } = toRemove;
  const entry = requestEntry(sentAs(removal, own), { ...replacing, instead });
  if (!isOurs(entry)) return SOMEBODYS;
  // A child is still on its way out, or a limit is met.
  const asserts = ['status toString not matches "^(409|429|5..)$"'];
  return retried({ ...entry, comment: "Removal.", asserts }, record.target.kind);
}

function isOurs({ path }: Pick<HurlEntry, "path">): boolean {
  return path.some((piece) => typeof piece !== "string");
}

/** It reads, or its path names what is ours, or nothing at all. */
function isHarmless({ record: { operations }, step: { evidence }, replacing }: StepMaking): boolean {
  const { method, path } = evidence.request;
  if (isSafe(method) || isOurs(requestEntry(evidence, replacing))) return true;
  const words = new Set(operations.flatMap((operation) => operation.path.split("/")));
  return (path.split("?", 1)[0] ?? "").split("/").every((part) => words.has(part));
}

/** Looks for the cluster that a step registers. */
export function lookEntry(making: StepMaking): HurlEntry | undefined {
  const { look, instead } = cluster(making) ?? {};
  if (look === undefined || instead === undefined) return undefined;
  const replacing = { ...making.replacing, instead };
  return { ...requestEntry(sentAs(look, making.own), replacing), comment: "" };
}

function sentAs({ method, path, headers, body }: PlainRequest, own: OwnSignature): Sent {
  const content = body === undefined ? {} : { body: { text: body, bytes: Buffer.byteLength(body), truncated: false } };
  return rightly({ request: { method, path, url: path, headers, ...content } }, own);
}

function cluster({ record: { operations }, step, replacing: { fresh } }: StepMaking): ToRemove | undefined {
  const { name } = registrationOf(step.evidence) ?? {};
  if (name === undefined || name === "" || name.includes("\0")) return undefined;
  const request = (method: string, id: string, otherwise: string): PlainRequest => {
    const path = operations.find((one) => one.id === id)?.path ?? otherwise;
    return { method, path: path.replace("{name}", () => percent(name)), headers: [] };
  };
  return {
    removal: request("DELETE", "DeregisterCluster", "/cluster-registrations/{name}"),
    look: request("GET", "DescribeCluster", "/clusters/{name}"),
    instead: new Map([[name, fresh.pieces(name)]]),
  };
}

function serviceResource({ record, step, replacing: { fresh, captures } }: StepMaking): ToRemove | undefined {
  const making = makingOf(record, step);
  const removal = making?.recipe.removal;
  if (making === undefined || removal === undefined) return undefined;
  const { recipe, id } = making;
  if (id === "" || id?.includes("\0") === true) return undefined;
  const pieces =
    id === undefined ? [captures.perhaps({ step: step.number, at: recipe.idAt.output ?? "" })] : fresh.pieces(id);
  return { removal, instead: new Map([[recipe.id, pieces]]) };
}
