import type { Requirement } from "../requirement.ts";

/** What holds of inputs as a whole; the limits of each member are derived from the contract. */
export const VALIDITY: readonly Requirement[] = [
  {
    id: "register.valid",
    operation: "RegisterCluster",
    area: "input-constraints",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Every registration within all documented limits is accepted.",
    subject: { side: "accept" },
    trace: {
      source: "register-cluster.txt",
      quote: "If the action is successful, the service sends back an HTTP 200 response.",
    },
  },
  {
    id: "list.valid",
    operation: "ListClusters",
    area: "input-constraints",
    level: "MUST",
    authority: "model",
    evidence: "modelled",
    title: "Every ListClusters within all limits of the model is accepted.",
    subject: { side: "accept" },
    trace: {
      source: "eks-model.md",
      quote: "ListClustersRequest.maxResults: Integer in the query, optional, range 1..100.",
    },
  },
  {
    id: "register.rejected-leaves-no-state",
    operation: "RegisterCluster",
    area: "input-constraints",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A refused registration leaves no cluster behind.",
    trace: { source: "protocol.md", quote: "P66. A status 4xx says that the request could not be carried out." },
  },
];
