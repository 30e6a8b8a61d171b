import type { Call } from "../call.ts";
import type { OutputDocument } from "../render/cluster-document.ts";
import { clusterAnswer, labelName, notFound } from "./cluster-answer.ts";

export function describeCluster(call: Call): OutputDocument {
  const name = labelName(call);
  const cluster = call.behaviours.findCluster(name, call);
  if (cluster === undefined) throw notFound(name);
  return clusterAnswer(cluster, "DescribeCluster", call);
}
