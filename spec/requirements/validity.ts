import type { Requirement, Trace } from "#spec/requirement.ts";

/** What is promised to a request within all limits. */
export const ANSWERED: Trace = {
  source: "eks-resources.md",
  quote:
    "R1. Each operation answers a valid request with the status that the model binds to it, 200 unless it says otherwise.",
};

/** What holds of inputs as a whole; the limits of each member are derived from the contract. */
export const VALIDITY: readonly Requirement[] = [
  {
    id: "register.valid",
    operation: "RegisterCluster",
    area: "input-constraints",
    level: "MUST",
    authority: "model",
    evidence: "modelled",
    title: "Every registration within all documented limits is accepted.",
    subject: { side: "accept" },
    trace: ANSWERED,
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
    trace: ANSWERED,
  },
  {
    id: "register.rejected-leaves-no-state",
    operation: "RegisterCluster",
    area: "input-constraints",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A refused registration leaves no cluster behind.",
    presupposes: [
      "describe.after-register",
      "describe.after-deregister",
      "describe.error.unknown-name",
      "deregister.error.unknown-name",
    ],
    trace: { source: "protocol.md", quote: "P66. A status 4xx says that the request could not be carried out." },
  },
];
