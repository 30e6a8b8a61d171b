import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";

/** UTF-8 bytes of run.json at most: what people and tools still open. */
export const RECORD_BYTES = 50_000_000;

type Trim = (cases: readonly CaseResult[]) => readonly CaseResult[];

/** Each leaves out more than the one before; a body says how long it was. */
const TRIMS: readonly Trim[] = [
  ...[4096, 1024, 256, 0].map(
    (kept): Trim =>
      (cases) =>
        cases.map((one) => withBodies(one, kept)),
  ),
  (cases) => cases.map((one) => decidingOnly(withBodies(one, 256))),
  (cases) => cases.slice(0, 1).map((one) => decidingOnly(withBodies(one, 0))),
];

/** The record as it is, or with as much less evidence as it takes to stay below a number of bytes as JSON. */
export function withinSize(record: RunRecord, bytes = RECORD_BYTES): RunRecord {
  let kept = record;
  for (const trim of TRIMS) {
    if (sizeOf(kept) <= bytes) return kept;
    kept = { ...record, requirements: record.requirements.map((requirement) => trimmed(requirement, trim)) };
  }
  return kept;
}

/** Requirement by requirement, for no string holds a record of any size. */
function sizeOf({ requirements, ...rest }: RunRecord): number {
  return requirements.reduce((sum, each) => sum + jsonBytes(each), jsonBytes(rest));
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function trimmed(requirement: RequirementResult, trim: Trim): RequirementResult {
  const cases = trim(requirement.cases);
  return { ...requirement, cases, casesLeftOut: requirement.casesLeftOut + requirement.cases.length - cases.length };
}

function withBodies(one: CaseResult, kept: number): CaseResult {
  return { ...one, exchanges: one.exchanges.map((evidence) => shortened(evidence, kept)) };
}

function shortened({ request, response, ...rest }: Evidence, kept: number): Evidence {
  return {
    ...rest,
    request: { ...request, body: cut(request.body, kept) },
    response: response === undefined ? undefined : { ...response, body: cut(response.body, kept) },
  };
}

function cut<Body extends BodyEvidence | undefined>(body: Body, kept: number): Body {
  if (body === undefined) return body;
  const { text, base64 } = body;
  if ((text?.length ?? 0) <= kept && (base64?.length ?? 0) <= kept) return body;
  // Whole groups of base64, and no half of a surrogate pair.
  return { ...body, text: text?.slice(0, kept).toWellFormed(), base64: base64?.slice(0, kept & ~3), truncated: true };
}

/** A case with no exchange but the one that decided it. */
export function decidingOnly(one: CaseResult): CaseResult {
  const at = one.judgement.exchange ?? one.exchanges.length - 1;
  const exchanges = one.exchanges.slice(at, at + 1);
  if (exchanges.length === one.exchanges.length) return one;
  const before = (one.exchangesLeftOut ?? 0) + at;
  return {
    ...one,
    judgement: { ...one.judgement, exchange: 0 },
    exchanges,
    ...(before === 0 ? {} : { exchangesLeftOut: before }),
  };
}
