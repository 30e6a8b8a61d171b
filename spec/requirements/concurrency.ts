import type { Requirement } from "../requirement.ts";

/** What holds when requests run side by side. */
export const CONCURRENCY: readonly Requirement[] = [
  {
    id: "register.parallel.same-name",
    operation: "RegisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Of parallel registrations of one name, exactly one succeeds; the others get 409 ResourceInUseException.",
    trace: { source: "register-cluster.txt", quote: "A unique name for this cluster in your AWS Region." },
  },
  {
    id: "register.parallel.same-token",
    operation: "RegisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "Parallel registrations with one token make one cluster, with one activation.",
    trace: {
      source: "protocol.md",
      quote: "P46. While a service remembers a request token, it does not carry out the request a second time.",
    },
  },
  {
    id: "register.parallel.distinct-names",
    operation: "RegisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Parallel registrations of different names all succeed, each with its own values.",
    trace: {
      source: "register-cluster.txt",
      quote: "If the action is successful, the service sends back an HTTP 200 response.",
    },
  },
  {
    id: "register.parallel.deregister",
    operation: "DeregisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "model",
    evidence: "modelled",
    title: "Of parallel deregistrations of one cluster, at least one succeeds; the others get 404 or 409.",
    trace: { source: "eks-model.md", quote: "DeregisterCluster removes a connected cluster from the control plane." },
  },
];
