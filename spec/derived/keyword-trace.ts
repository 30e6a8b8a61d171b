import type { JsonValue } from "../json/json.ts";
import { plainText } from "../json/plain-text.ts";
import type { Contract } from "../contract/contract.ts";
import type { Authority, EvidenceGrade, Kind, Level, Trace } from "../requirement.ts";
import type { JsonSchema } from "../contract/schema.ts";

/** How a derived requirement is grounded. */
export interface Grounds {
  readonly level: Level;
  readonly levels?: Readonly<Partial<Record<Kind, Level>>>;
  readonly authority: Authority;
  readonly evidence: EvidenceGrade;
  readonly trace: Trace;
  readonly remark?: string;
}

const EVIDENCE: Readonly<Record<Authority, EvidenceGrade>> = {
  observed: "recorded",
  docs: "documented",
  model: "modelled",
  protocol: "protocol",
  inferred: "inferred",
};

/** Which entry of `x-trace` is meant, and what it is about. */
export interface Grounded {
  readonly keyword: string;
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
export function groundsOf(
  contract: Contract,
  schema: JsonSchema,
  { keyword, key, value, writtenIn }: Grounded,
): Grounds {
  const trace = schema["x-trace"]?.[key ?? keyword];
  const said = (value ?? (schema as Readonly<Record<string, unknown>>)[keyword]) as JsonValue | undefined;
  if (trace === undefined || !stillSays(trace.quote, keyword, said)) {
    const excerpt = { source: "openapi", ...contract.excerpt(writtenIn ?? schema, keyword) };
    return { level: "MUST", authority: contract.authority, evidence: EVIDENCE[contract.authority], trace: excerpt };
  }
  const { authority, source, quote, levels, remark } = trace;
  return {
    level: authority === "inferred" ? "SHOULD" : "MUST",
    levels,
    authority,
    evidence: EVIDENCE[authority],
    trace: { source, quote },
    remark,
  };
}

/** False once the document was edited and the quote speaks of another limit: a quote must not contradict its title. */
function stillSays(quote: string, keyword: string, value: JsonValue | undefined): boolean {
  if (typeof value === "number") return new RegExp(`(?<![0-9])${value}(?![0-9])`).test(quote);
  if (keyword === "pattern") return quote.includes(plainText(value).replace(/\$$/, ""));
  if (keyword === "enum" && Array.isArray(value)) return value.every((item) => quote.includes(plainText(item ?? "")));
  return true;
}
