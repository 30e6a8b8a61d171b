import { Buffer } from "node:buffer";
import { performance } from "node:perf_hooks";
import { render } from "../../dist/cli/run/output.js";
import { startReferenceWorker } from "../../dist/reference/worker.js";
import { measureFilter } from "./filter.mjs";
import { judgedRun } from "./judged-run.mjs";
import { CREDENTIALS, REGION } from "./server.mjs";
import { fixed, row } from "./table.mjs";

const CASES = 10_000;
const FORMATS = ["html", "json", "junit", "ctrf", "sarif", "markdown", "badge"];

/** Rendering of a record that keeps ten thousand cases; one of a run keeps far fewer. */
export async function measureReports() {
  const options = {
    region: REGION,
    auth: true,
    credentials: CREDENTIALS,
    hooks: true,
    fault: "tags-limit-not-enforced",
  };
  const server = await startReferenceWorker(options);
  const { record } = await judgedRun(server.url, { concurrency: 32, cases: 5 });
  await server.close();
  const grown = withCases(record, CASES);
  const rows = FORMATS.map((format) => {
    const startedAt = performance.now();
    const text = render(grown, format);
    const ms = performance.now() - startedAt;
    return row(`rendering as ${format}`, `${fixed(ms, 0)} ms`, {
      of: `a record with ${CASES} cases, ${fixed(Buffer.byteLength(text) / 1e6, 1)} MB`,
    });
  });
  return [...rows, ...(await measureFilter(render(grown, "html"), CASES))];
}

/** The record with its own cases told again until there are so many. */
function withCases(record, count) {
  const kept = record.requirements.filter(({ cases }) => cases.length > 0);
  const each = Math.ceil(count / kept.length);
  const grow = ({ cases }) =>
    Array.from({ length: each }, (_, at) => ({
      ...cases[at % cases.length],
      id: `${cases[at % cases.length].id}/${at}`,
    }));
  return {
    ...record,
    requirements: record.requirements.map((requirement) =>
      requirement.cases.length === 0 ? requirement : { ...requirement, cases: grow(requirement) },
    ),
  };
}
