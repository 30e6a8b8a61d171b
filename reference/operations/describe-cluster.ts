import { clusterAnswer, labelName, notFound } from "./cluster-answer.ts";
import type { Call } from "#reference/behaviours.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

export function describeCluster(call: Call): OutputDocument {
  const name = labelName(call);
  const cluster = call.behaviours.findCluster(name, call);
  if (cluster === undefined) throw notFound(name);
  return clusterAnswer(cluster, "DescribeCluster", call);
}
