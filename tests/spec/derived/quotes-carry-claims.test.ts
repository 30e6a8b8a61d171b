import { expect, test } from "@jest/globals";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { plainText } from "#spec/json/plain-text.ts";
import type { KeywordClaim, Requirement } from "#spec/requirement.ts";

type Claiming = Requirement & { readonly claim: KeywordClaim };

/** How sources spell a type: by its name, by the bracket of a sample, or by a shape whose name says that it has members. */
const SPELLINGS: Readonly<Record<string, RegExp>> = {
  string: /string/i,
  integer: /integer/i,
  number: /number|timestamp/i,
  boolean: /boolean|true or false/i,
  object: /object|map\b|\{|(?:Response|Config)$/i,
  array: /array|list|\[/i,
};

const claiming = (spec: string): Claiming[] =>
  readSpec(spec).requirements.filter((one): one is Claiming => one.claim !== undefined && one.level === "MUST");

test.each([
  ["register-cluster", 200],
  ["eks", 2300],
])("each MUST on a keyword of %s stands on a quote that says it", (spec, least) => {
  const found = claiming(spec);
  expect(found.length).toBeGreaterThan(least);
  expect(found.filter((one) => !carries(one)).map(({ id, trace }) => `${id}: ${trace.quote}`)).toEqual([]);
});

test("each status of an error of EKS stands beside the error's name", () => {
  const found = claiming("eks").filter(({ claim }) => claim.part === "error" && claim.keyword === "status");
  expect(found.length).toBeGreaterThan(300);
  for (const { trace, claim, subject } of found) {
    expect(trace.quote).toBe(`"${plainText(claim.value)}": { "x-error": "${subject?.error ?? ""}" }`);
  }
});

test.each([
  ["register-cluster", 50],
  ["eks", 400],
])("each MUST of %s that names an answer's status or error stands on a quote that has it", (spec, least) => {
  const naming = readSpec(spec).requirements.flatMap(({ id, title, level, trace }) => {
    const named =
      /\b(?:answers|with|status|get) ([245]\d\d)(?: (\w+Exception))?\b|\bget (\w+Exception)\b/.exec(title) ?? [];
    const said = named.slice(1).filter((each) => each !== undefined);
    return level === "MUST" && said.length > 0 ? [{ id, said, quote: trace.quote }] : [];
  });
  expect(naming.length).toBeGreaterThan(least);
  const wanting = naming.filter(({ said, quote }) => !said.every((each) => quote.includes(each)));
  expect(wanting.map(({ id, said }) => `${id}: ${said.join(" ")}`)).toEqual([]);
});

test("nothing that the model does not say is quoted as of the model", () => {
  const quotes = readSpec("eks").requirements.filter(({ trace }) => trace.source === "openapi");
  expect(quotes.length).toBeGreaterThan(2000);
  expect(quotes.filter(({ trace }) => /\bnull\b/.test(trace.quote)).map(({ id }) => id)).toEqual([]);
});

function carries({ trace, claim: { keyword, value = null }, subject }: Claiming): boolean {
  const quote = trace.quote.replace(/\s+/g, " ");
  const says = (text: string): boolean => quote.includes(text) || quote.includes(JSON.stringify(text).slice(1, -1));
  if (typeof value === "number") return new RegExp(`(?<![0-9])${value}(?![0-9])`).test(quote);
  switch (keyword) {
    case "type":
      if (subject?.side === "accept") return quote.includes("null");
      return typesOf(value).every((type) => SPELLINGS[type]?.test(quote));
    case "enum":
    case "const":
      return [value].flat().every((each) => each === null || says(plainText(each)));
    case "pattern":
      return says(plainText(value).replace(/\$$/, ""));
    case "required":
      return (subject?.side === "accept" ? /required|optional/i : /required/i).test(quote);
    case "properties":
      return isJsonObject(value) && Object.keys(value).every(says);
    default:
      return quote.includes(keyword);
  }
}

function typesOf(value: KeywordClaim["value"]): string[] {
  return [value ?? []]
    .flat()
    .filter((type) => type !== null && type !== "null")
    .map(plainText);
}
