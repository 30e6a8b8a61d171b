import { clusterAnswer, labelName, notFound } from "./cluster-answer.ts";
import type { Call } from "../behaviours.ts";
import type { OutputDocument } from "../render/output-document.ts";

export function describeCluster(call: Call): OutputDocument {
  const name = labelName(call);
  const cluster = call.behaviours.findCluster(name, call);
  if (cluster === undefined) throw notFound(name);
  return clusterAnswer(cluster, "DescribeCluster", call);
}
