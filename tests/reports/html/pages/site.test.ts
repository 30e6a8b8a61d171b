import { expect, test } from "@jest/globals";
import { renderSite } from "#reports/html/pages/site.tsx";
import type { RunRecord } from "#suites/record/record.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { aRecord, aRequirement } from "#tests/reports/producers.ts";
import { conformant, failing } from "#tests/reports/records.ts";

function ranOn(record: RunRecord, day: number, port = 5000): RunRecord {
  const target = { ...record.target, endpoint: `http://127.0.0.1:${port}` };
  return { ...record, target, run: { ...record.run, startedAt: `2026-12-0${day}T08:00:00.000Z` } };
}

function indexOf(...records: RunRecord[]): string {
  return renderSite(records, pageTools()).get("index.html") ?? "";
}

test("each endpoint is a target of its own, its runs the newest first", () => {
  const index = indexOf(ranOn(failing, 1), ranOn(failing, 2, 5001), ranOn(failing, 3));
  expect(index).toContain("2 targets, 3 runs");
  expect([...index.matchAll(/href="(runs\/\d\.html)"/g)].map(([, page]) => page)).toEqual([
    "runs/3.html",
    "runs/1.html",
    "runs/2.html",
  ]);
});

test("the runs of the embedded server are of one target, whatever their ports", () => {
  const embedded = [ranOn(conformant, 1, 5001), ranOn(conformant, 2, 5002)].map((record) => ({
    ...record,
    target: { ...record.target, embedded: true },
  }));
  expect(indexOf(...embedded)).toContain("1 target, 2 runs");
});

test("a target with several runs shows how its MUST requirements went, oldest first; one with a single run does not", () => {
  const index = indexOf(ranOn(conformant, 2), ranOn(failing, 1));
  const bars = [...index.matchAll(/<title>(2026-12-0\d) [^<]*: (\d+) of (\d+)[^<]*<\/title>(.*?)<\/g>/g)];
  expect(bars.map(([, day]) => day)).toEqual(["2026-12-01", "2026-12-02"]);
  expect(bars.map(([, , met, of]) => met === of)).toEqual([false, true]);
  expect(bars.map(([, , , , rects = ""]) => rects.includes("s-not-met"))).toEqual([true, false]);
  const figures = [...index.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, figure]) => figure);
  expect(figures.slice(0, 2)).toEqual(bars.map(([, , met]) => met));
  expect(
    /<p class="legend">.*?<\/p>/s
      .exec(index)?.[0]
      .replace(/<[^>]*>/g, " ")
      .trim(),
  ).toMatch(/^met\s+not met\s+inconclusive\s+not tested$/);
  expect(indexOf(ranOn(failing, 1))).not.toContain("<title>2026");
});

test("a target shows the requirements whose verdict changed, oldest run first, and no others", () => {
  const index = indexOf(ranOn(conformant, 2), ranOn(failing, 1));
  const [table = ""] = /<table class="matrix">.*?<\/table>/s.exec(index) ?? [];
  const [, row = ""] = /register\.name\.max-length<\/code>(.*?)<\/tr>/s.exec(table) ?? [];
  expect([...row.matchAll(/chip v-([a-z-]+)/g)].map(([, verdict]) => verdict)).toEqual(["fail", "pass"]);
  const changed = failing.requirements.filter(
    ({ id, verdict }) => verdict !== conformant.requirements.find((each) => each.id === id)?.verdict,
  );
  expect(index).toContain(`${changed.length} requirements changed between runs`);
  expect(indexOf(ranOn(conformant, 1), ranOn(conformant, 2))).not.toContain("changed between runs");
});

test("a run's page says since when a cause is there, by the runs of its own target", () => {
  const runs = [ranOn(conformant, 1), ranOn(conformant, 2, 5001), ranOn(failing, 3), ranOn(failing, 4)];
  const site = renderSite(runs, pageTools());
  expect(site.get("runs/4.html")).toContain("Failing since run 2, 2026-12-03 08:00:00 UTC.");
  expect(site.get("runs/3.html")).toContain("New in this run, which is run 2.");
  expect(site.get("runs/1.html")).not.toMatch(/Failing since|New in this run/);
});

test("a run's row has whatever was neither met nor missed", () => {
  const others = [
    aRequirement({ id: "r.a", verdict: "not-implemented", missing: "DeregisterCluster" }),
    aRequirement({ id: "r.b", verdict: "not-applicable", missing: "DeregisterCluster" }),
    aRequirement({ id: "r.c", verdict: "stale" }),
  ];
  const index = indexOf(aRecord({ requirements: [aRequirement({ id: "r.d" }), ...others] }));
  expect(index).toContain("1 not implemented, 1 blocked, 1 stale");
});
