import { brief } from "#reports/model/text/format.ts";
import { xmlAttributes, xmlText } from "#reports/model/text/xml-text.ts";
import { differenceOf } from "./difference.ts";
import type { FaultResult, MutationReport } from "./mutation-report.ts";

/** Longest detail, in UTF-16 units: CI systems show them whole. */
const LONGEST = 16_000;

/** JUnit XML: a testsuite per operation, a testcase per fault, which fails where no test noticed it. */
export function renderScoreJunit({ tool, durationMs, faults }: MutationReport): string {
  const operations = [...new Set(faults.map(({ operation }) => operation))].sort();
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${xmlAttributes({ name: `${tool.name} proxy --mutate`, ...counted(faults), time: seconds(durationMs) })}>`,
    ...operations.flatMap((operation) => suite(operation, faults)),
    `</testsuites>`,
    "",
  ].join("\n");
}

function suite(operation: string, all: readonly FaultResult[]): string[] {
  const faults = all.filter((fault) => fault.operation === operation);
  return [
    `  <testsuite ${xmlAttributes({ name: operation, ...counted(faults), skipped: String(faults.filter(isSkipped).length), errors: "0" })}>`,
    ...faults.flatMap(testcase),
    `  </testsuite>`,
  ];
}

function testcase(fault: FaultResult): string[] {
  const { id, operation, durationMs, outcome, sentence, exchange } = fault;
  const head = `    <testcase ${xmlAttributes({ name: id, classname: operation, time: seconds(durationMs) })}`;
  if (isSkipped(fault))
    return [`${head}>`, `      <skipped ${xmlAttributes({ message: outcome })}/>`, `    </testcase>`];
  if (outcome !== "survived") return [`${head}/>`];
  const detail = exchange === undefined ? "" : brief(differenceOf(exchange), LONGEST);
  return [
    `${head}>`,
    `      <failure ${xmlAttributes({ message: sentence, type: outcome })}>${xmlText(detail)}</failure>`,
    `    </testcase>`,
  ];
}

function isSkipped({ outcome }: FaultResult): boolean {
  return outcome === "hidden" || outcome === "absorbed" || outcome === "not-reached";
}

function counted(faults: readonly FaultResult[]): { readonly tests: string; readonly failures: string } {
  const survived = faults.filter(({ outcome }) => outcome === "survived").length;
  return { tests: String(faults.length), failures: String(survived) };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
