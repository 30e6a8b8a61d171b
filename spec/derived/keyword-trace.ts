import type { JsonValue } from "#spec/json/json.ts";
import { plainText } from "#spec/json/plain-text.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Authority, KeywordClaim, EvidenceGrade, Kind, Level, Trace } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** How a derived requirement is grounded. */
export interface Grounds {
  readonly level: Level;
  readonly levels?: Readonly<Partial<Record<Kind, Level>>>;
  readonly authority: Authority;
  readonly evidence: EvidenceGrade;
  readonly trace: Trace;
  readonly remark?: string;
  readonly claim: KeywordClaim;
}

const EVIDENCE: Readonly<Record<Authority, EvidenceGrade>> = {
  observed: "recorded",
  docs: "documented",
  model: "modelled",
  protocol: "protocol",
  inferred: "inferred",
};

/** Which entry of `x-trace` is meant, and what it is about. */
export interface Grounded extends Pick<KeywordClaim, "part" | "keyword" | "in"> {
  /** Key of `x-trace`, the keyword unless told. */
  readonly key?: string;
  /** What the requirement says, the keyword's value unless told. */
  readonly value?: unknown;
  /** What has the keyword in the document, the schema unless told. */
  readonly writtenIn?: object | undefined;
}

/**
 * The source of one keyword of a schema: its `x-trace`, or else the contract document itself, by the line the keyword
 * is written on. What is only inferred binds as a SHOULD.
 */
export function groundsOf(contract: Contract, schema: JsonSchema, grounded: Grounded): Grounds {
  const { part, keyword, key = keyword, in: place } = grounded;
  const trace = schema["x-trace"]?.[key];
  const said = (grounded.value ?? (schema as Readonly<Record<string, unknown>>)[keyword]) as JsonValue | undefined;
  const claim: KeywordClaim = {
    part,
    keyword: part === "error" && keyword === "x-error" ? "status" : keyword,
    value: said,
    in: place,
  };
  if (trace === undefined || !stillSays(trace.quote, keyword, said)) {
    return { ...groundsInDocument(contract, schema, grounded, said), claim };
  }
  const { authority, source, quote, levels, remark } = trace;
  return {
    level: authority === "inferred" ? "SHOULD" : "MUST",
    levels,
    authority,
    evidence: EVIDENCE[authority],
    trace: { source, quote },
    remark,
    claim,
  };
}

/** What the document says by itself; that null is as good as nothing no model says, but the protocol. */
function groundsInDocument(
  contract: Contract,
  schema: JsonSchema,
  { part, keyword, key, writtenIn }: Grounded,
  said: JsonValue | undefined,
): Omit<Grounds, "claim"> {
  const isModelled = contract.authority === "model";
  if (isModelled && key === NULL) return { level: "MUST", authority: "protocol", evidence: "protocol", trace: ABSENT };
  const { line, quote } = contract.excerpt(writtenIn ?? schema, keyword);
  const isStatus = part === "error" && keyword === "x-error";
  const told = isStatus ? `"${plainText(said)}": { ${quote} }` : isModelled ? withoutNull(quote) : quote;
  const trace = { source: "openapi", line, quote: told };
  return { level: "MUST", authority: contract.authority, evidence: EVIDENCE[contract.authority], trace };
}

/** Key of `x-trace` for the null that a type lets through. */
export const NULL = "type:null";

const ABSENT: Trace = {
  source: "protocol.md",
  quote: "P21. A null on an optional member means the same as its absence.",
};

/** A keyword as the model has it: the null is of the protocol, and was added when the model was read. */
function withoutNull(quote: string): string {
  return quote.replace(/("type": ?)\[("[a-z]+"), ?"null"\]/g, "$1$2").replace(/("enum": ?\[[^\]]*), ?null\]/g, "$1]");
}

/** False once the document was edited and the quote speaks of another limit: a quote must not contradict its title. */
function stillSays(quote: string, keyword: string, value: JsonValue | undefined): boolean {
  if (typeof value === "number") return new RegExp(`(?<![0-9])${value}(?![0-9])`).test(quote);
  if (keyword === "pattern") return quote.includes(plainText(value).replace(/\$$/, ""));
  if (keyword === "enum" && Array.isArray(value)) return value.every((item) => quote.includes(plainText(item ?? "")));
  return true;
}
