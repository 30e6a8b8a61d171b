import { isService } from "../../../suites/record/is-service.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import type { PlainRequest } from "../../../suites/record/service-recipe.ts";
import { type Entry, type Option, retried } from "../hurl/entry.ts";
import { registrationOf } from "./fresh.ts";
import { makingOf } from "./making.ts";
import { percent, type Replacing, requestEntry } from "./request.ts";
import { rightly, type Sent } from "./signature.ts";
import type { Step } from "./steps.ts";

/** What a step makes, as it is removed at the end, and looked for before where it may be somebody's. */
export interface Made {
  readonly removal: Entry;
  readonly look?: Entry | undefined;
  /** Without it, neither the step nor the removal is sent: it was somebody's. */
  readonly guard?: Option | undefined;
}

interface Resource {
  readonly removal: PlainRequest;
  readonly look?: PlainRequest | undefined;
  readonly isOwn: boolean;
  readonly instead: Replacing["instead"];
}

export interface Making {
  readonly record: RunRecord;
  readonly step: Step;
  readonly replacing: Replacing;
  readonly isSigned: boolean;
}

/** Undefined where a step makes nothing that could be removed; a reason where what it makes may be somebody's, and nothing shows. */
export function madeBy(making: Making): Made | undefined | { readonly untold: string } {
  const { record, step, replacing, isSigned } = making;
  const resource = isService(record) ? serviceResource(making) : cluster(making);
  if (resource === undefined) return undefined;
  const { removal, look, isOwn, instead } = resource;
  const entry = (request: PlainRequest): Omit<Entry, "comment"> =>
    requestEntry(sentAs(request, isSigned), { ...replacing, ...(instead === undefined ? {} : { instead }) });
  // A child is still on its way out, or a limit is met.
  const removed = retried(
    { ...entry(removal), comment: "Removal.", asserts: ['status toString not matches "^(409|429|5..)$"'] },
    record.target.kind,
  );
  if (isOwn) return { removal: removed };
  if (look === undefined) return { untold: "it may make what is somebody's already, and no request shows that" };
  const nobodys = `nobodys_${step.number}`;
  const guard: Option = ["variable", ["only-if=", { variable: nobodys }]];
  return {
    look: {
      ...entry(look),
      comment: "There is nothing of this name, or nothing below is sent.",
      captures: [`${nobodys}: status toString regex "^(4..)$"`],
    },
    guard,
    removal: { ...removed, options: [...removed.options, guard] },
  };
}

/** Looks for the cluster that a step registers. */
export function lookEntry(making: Making): Entry | undefined {
  const { look, instead } = cluster(making) ?? {};
  if (look === undefined) return undefined;
  const replacing = { ...making.replacing, ...(instead === undefined ? {} : { instead }) };
  return { ...requestEntry(sentAs(look, making.isSigned), replacing), comment: "" };
}

function sentAs({ method, path, headers, body }: PlainRequest, isSigned: boolean): Sent {
  const content = body === undefined ? {} : { body: { text: body, bytes: Buffer.byteLength(body), truncated: false } };
  const request = { method, path, url: path, headers, ...content };
  return isSigned ? rightly({ request }) : { request };
}

function cluster({ record: { operations }, step, replacing: { fresh } }: Making): Resource | undefined {
  const { name } = registrationOf(step.evidence) ?? {};
  if (name === undefined || name === "" || name.includes("\0")) return undefined;
  const request = (method: string, id: string, otherwise: string): PlainRequest => {
    const path = operations.find((one) => one.id === id)?.path ?? otherwise;
    return { method, path: path.replace("{name}", () => percent(name)), headers: [] };
  };
  return {
    removal: request("DELETE", "DeregisterCluster", "/cluster-registrations/{name}"),
    look: request("GET", "DescribeCluster", "/clusters/{name}"),
    isOwn: fresh.isOwn(name),
    instead: new Map([[name, fresh.pieces(name)]]),
  };
}

function serviceResource({ record, step, replacing: { fresh, captures } }: Making): Resource | undefined {
  const making = makingOf(record, step);
  const removal = making?.recipe.removal;
  if (making === undefined || removal === undefined) return undefined;
  const { recipe, id } = making;
  const origin = { step: step.number, at: recipe.idAt.output ?? "" };
  if (id === "" || id?.includes("\0") === true) return undefined;
  const described = recipe.parent === undefined ? recipe.described?.request : undefined;
  return {
    removal,
    look: described === undefined ? undefined : plain(described),
    isOwn: id === undefined || recipe.parent !== undefined || fresh.isOwn(id),
    instead: new Map([[recipe.id, id === undefined ? [captures.perhaps(origin)] : fresh.pieces(id)]]),
  };
}

function plain({ method, path, headers, body }: Sent["request"]): PlainRequest {
  return { method, path, headers, ...(body?.text === undefined ? {} : { body: body.text }) };
}
