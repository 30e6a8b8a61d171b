import { describe, expect, test } from "@jest/globals";
import { renderKillMatrixHtml } from "#reports/html/pages/kill-matrix-page.tsx";
import { renderHtml } from "#reports/html/render.tsx";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { aKillMatrix, hostileKillMatrix } from "#tests/reports/kill-matrices.ts";
import { all, byId, classes, parseMarkup, textOf, walk, type Element } from "#tests/reports/markup.ts";
import { failing, HOSTILE } from "#tests/reports/records.ts";

const report = (killMatrix?: KillMatrix) => parseMarkup(renderHtml(failing, { ...pageTools(), killMatrix }), "html");
const page = (matrix: KillMatrix) => parseMarkup(renderKillMatrixHtml(matrix, pageTools()), "html");
const cellsOf = (row: Element) => [...all(row, "th"), ...all(row, "td")].map((cell) => textOf(cell).trim());

describe("a report with a kill matrix", () => {
  const root = report(aKillMatrix);
  const section = byId(root, "detection");

  test("says how many faults the suite kills, how soon, and how often it is wrong", () => {
    expect(textOf(section)).toContain(
      "1 of 3 faults killed, the median one within 41 requests; 1 false alarm on 2 conforming servers.",
    );
  });

  test("counts by area and in all", () => {
    expect(all(section, "tr").slice(1).map(cellsOf)).toEqual([
      ["Routing", "0 of 1", "–"],
      ["Input constraints", "1 of 1", "41"],
      ["Error mapping", "0 of 1", "–"],
      ["All areas", "1 of 3", "41"],
    ]);
  });

  test("names survivors, misplaced faults, false alarms, and what no fault exercises", () => {
    const text = textOf(section);
    for (const part of ["put-accepted", "error-status-200", "lifecycle.deregister (fail), 1 cluster left behind"]) {
      expect(text).toContain(part);
    }
    expect(all(section, "a").map((link) => link.attributes.get("href"))).toEqual(["#register.route"]);
  });

  test("counts drawn faults, and names those not caught", () => {
    const row = { id: "drawn-8", sentence: "Does drawn things.", caughtBy: [], left: [], requests: 9 };
    const caught = { ...row, id: "drawn-9", caughtBy: [{ requirement: "register.route", verdict: "fail" as const }] };
    const text = textOf(byId(report({ ...aKillMatrix, drawn: [row, caught] }), "detection"));
    expect(text).toContain("1 of 2 drawn faults caught");
    expect(text).toContain("Does drawn things. drawn-8");
    expect(text).not.toContain("drawn-9");
  });

  test("says beside each requirement how many faults it catches", () => {
    expect(textOf(byId(root, "register.name.max-length"))).toContain("Catches 1 seeded fault, 1 of them aimed at it.");
    expect(textOf(byId(root, "register.response.echo"))).toContain("Catches 2 seeded faults, 0 of them aimed at it.");
    expect(textOf(byId(root, "register.route"))).toContain("Catches 0 seeded faults.");
    expect(textOf(byId(root, "api.error.status"))).not.toContain("seeded");
  });

  test("says when requirements of the run are not in the matrix, and when another version was measured", () => {
    expect(textOf(all(section, "p", "notice")[0] ?? section)).toBe("19 requirements of this run are not in them.");
    const older = report({ ...aKillMatrix, tool: { ...aKillMatrix.tool, version: "0.0.9" } });
    expect(textOf(byId(older, "detection"))).toContain("Measured with another version");
    expect(textOf(byId(older, "detection"))).toContain("eks-conformance 0.0.9");
    const whole = failing.requirements.map(({ id, area, level }) => ({
      id,
      area,
      level,
      aimed: 0,
      alone: 0,
      kills: [],
      alsoCatches: [],
    }));
    expect(all(byId(report({ ...aKillMatrix, requirements: whole }), "detection"), "p", "notice")).toEqual([]);
  });

  test("without one says nothing of it", () => {
    expect([...walk(report())].some((one) => one.attributes.get("id") === "detection")).toBe(false);
  });
});

describe("the page of a kill matrix", () => {
  const root = page(aKillMatrix);

  test("leads with the answer", () => {
    expect(textOf(all(root, "h1")[0] ?? root)).toBe("1 of 3 faults killed");
    expect(classes(all(root, "div", "verdict")[0] ?? root)).toContain("r-non-conformant");
  });

  test("has a row for each fault, with what killed it, what did not, and when", () => {
    expect(all(root, "details", "requirement").map((row) => row.attributes.get("data-status"))).toEqual([
      "survived",
      "killed",
      "misplaced",
    ]);
    const killed = textOf(byId(root, "fault-name-max-length-not-enforced"));
    for (const part of [
      "Accepts a name of any length.",
      "register.name.max-length at request 41",
      "at request 1,802",
    ]) {
      expect(killed).toContain(part);
    }
    expect(textOf(byId(root, "fault-put-accepted"))).toContain("not by register.route");
  });

  test("has a row for each conforming server and each requirement", () => {
    expect(all(byId(root, "conforming"), "tr").slice(1).map(cellsOf)).toEqual([
      ["The reference server as it is. plain", "conformant", "1,022", "1,880"],
      ["Lists a cluster late. list-lags", "non-conformant", "1,022", "1,900"],
    ]);
    expect(all(byId(root, "by-requirement"), "tr").slice(1).map(cellsOf)).toEqual([
      ["register.name.max-length", "MUST", "1", "0", "1", "1"],
      ["register.response.echo", "MUST", "0", "2", "0", "0"],
      ["register.route", "MUST", "0", "0", "1", "1"],
    ]);
  });
});

test.each([
  ["page", () => renderKillMatrixHtml(hostileKillMatrix, pageTools())],
  ["report", () => renderHtml(failing, { ...pageTools(), killMatrix: hostileKillMatrix })],
])("nothing in a file of another hand runs or hides in the %s", (_name, render) => {
  const text = render();
  const root = parseMarkup(text, "html");
  expect(all(root, "script")).toHaveLength(1);
  expect(textOf(root)).toContain(HOSTILE[0]);
  for (const { name, attributes } of walk(root)) {
    expect(["img", "iframe", "object", "embed", "link", "form", "base", "image"]).not.toContain(name);
    for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$|^src$/);
  }
  const inside = text.replace(/ id="[^"]*"/g, "");
  expect(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u.exec(inside)?.[0]).toBeUndefined();
});
