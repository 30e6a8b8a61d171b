import { plural } from "#reports/model/text/format.ts";
import { cellCode, codeBlock, codeSpan, prose } from "#reports/model/text/markdown-text.ts";
import { clip, wrapText } from "#reports/model/text/wrap.ts";
import { xmlAttributes, xmlText } from "#reports/model/text/xml-text.ts";
import { differenceOf } from "./difference.ts";
import type { ScoreTextOptions } from "./render-score.ts";
import type { VariantResult, VariantsReport } from "./variants-report.ts";

const WORDS: Readonly<Record<VariantResult["outcome"], string>> = {
  passed: "passed",
  broke: "BROKE",
  hung: "HUNG",
  "not-reached": "not reached",
};

/** Whether the command did not bear it. */
export function isBroken({ outcome }: Pick<VariantResult, "outcome">): boolean {
  return outcome === "broke" || outcome === "hung";
}

/** The outcome in a sentence. */
export function variantsSentence({ variants, cutShort }: Pick<VariantsReport, "variants" | "cutShort">): string {
  const reached = variants.filter(({ outcome }) => outcome !== "not-reached");
  const broken = reached.filter(isBroken).length;
  const short = cutShort === undefined ? "" : `; ${cutShort}, so not all were tried`;
  if (broken === 0) return `The command bears all ${reached.length} variants that it met${short}`;
  return `${plural(broken, "variant")} of ${reached.length} that the command met broke it: AWS may answer so one day${short}`;
}

/** The matrix on a terminal, then what broke the command. */
export function renderVariants(report: VariantsReport, { width, paint }: Omit<ScoreTextOptions, "most">): string {
  const broken = report.variants.filter(isBroken);
  const rows = report.variants.map((variant) => {
    const text = clip(`  ${WORDS[variant.outcome].padEnd(13)}${variant.title}`, width);
    return isBroken(variant) ? paint("bad", text) : text;
  });
  const told = broken.flatMap((variant) => ["", ...brokenLines(variant, width, paint)]);
  const head = wrapText(variantsSentence(report), width).map((line) => paint(broken.length > 0 ? "bad" : "good", line));
  return `${[...head, "", ...rows, ...told].join("\n")}\n`;
}

function brokenLines(variant: VariantResult, width: number, paint: ScoreTextOptions["paint"]): string[] {
  const { title, why, brokenBy, exchange, output } = variant;
  const by = brokenBy.length === 0 ? "no operation by itself" : brokenBy.join(", ");
  const facts = [
    `Legal, since ${why}.`,
    `Broken by answers of: ${by}`,
    ...(exchange === undefined ? [] : [changeOf(exchange)]),
    ...(output === undefined ? [] : [`It printed: ${lastLine(output)}`]),
  ];
  return [
    paint("strong", clip(title, width)),
    ...facts.flatMap((fact) => wrapText(fact, width - 2).map((line) => `  ${line}`)),
  ];
}

/** The last line that speaks of an error, neither of a trace, which is indented, nor a count, which has a number first. */
function lastLine(output: string): string {
  const lines = output.trim().split("\n");
  const told =
    lines.findLast((line) => /^(?=[a-z]).*(error|fail).*[^:]$/i.test(line)) ??
    lines.findLast((line) => /error/i.test(line));
  return (told ?? lines.at(-1) ?? "").slice(0, 300);
}

function changeOf(exchange: NonNullable<VariantResult["exchange"]>): string {
  const difference = differenceOf(exchange);
  return `${exchange.request.method} ${exchange.request.path}: ${difference === "" ? "the same answer" : difference}`;
}

/** The same as GitHub-flavoured Markdown. */
export function renderVariantsMarkdown(report: VariantsReport): string {
  const rows = report.variants.map(({ id, title, outcome, brokenBy }) => {
    return `| ${cellCode(id)} | ${prose(title)} | ${WORDS[outcome]} | ${brokenBy.map(cellCode).join(" ")} |`;
  });
  const table = ["| variant | answers | outcome | broken by |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const broken = report.variants
    .filter(isBroken)
    .map(({ title, why, exchange, output }) =>
      [
        `## ${prose(title)}`,
        `Legal, since ${prose(why)}.`,
        ...(exchange === undefined ? [] : [codeSpan(`${exchange.request.method} ${exchange.request.path}`)]),
        ...(exchange === undefined ? [] : [codeSpan(differenceOf(exchange))]),
        ...(output === undefined ? [] : [codeBlock(output)]),
      ].join("\n\n"),
    );
  return `${[`# ${prose(variantsSentence(report))}`, table, ...broken].join("\n\n")}\n`;
}

/** JUnit XML: a testcase per variant, which fails where the command does. */
export function renderVariantsJunit({ tool, variants }: VariantsReport): string {
  const counts = {
    tests: String(variants.length),
    failures: String(variants.filter(isBroken).length),
    errors: "0",
  };
  const name = `${tool.name} proxy --variants`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${xmlAttributes({ name, ...counts })}>`,
    `  <testsuite ${xmlAttributes({ name, ...counts })}>`,
    ...variants.flatMap(variantTestcase),
    `  </testsuite>`,
    `</testsuites>`,
    "",
  ].join("\n");
}

function variantTestcase(variant: VariantResult): string[] {
  const { id, durationMs, outcome, title, output = "" } = variant;
  const time = (durationMs / 1000).toFixed(3);
  const head = `    <testcase ${xmlAttributes({ name: id, classname: "variants", time })}`;
  if (outcome === "passed") return [`${head}/>`];
  const message = xmlAttributes({ message: outcome === "not-reached" ? outcome : title });
  const body = isBroken(variant)
    ? `      <failure ${message}>${xmlText(output)}</failure>`
    : `      <skipped ${message}/>`;
  return [`${head}>`, body, `    </testcase>`];
}
