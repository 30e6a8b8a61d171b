import type { Requirement } from "#spec/requirement.ts";

/** What holds when requests run side by side. */
export const CONCURRENCY: readonly Requirement[] = [
  {
    id: "register.parallel.same-name",
    operation: "RegisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "model",
    evidence: "modelled",
    title: "Of parallel registrations of one name, exactly one succeeds; the others get 409 ResourceInUseException.",
    presupposes: [
      "register.error.taken-name",
      "register.token.absent",
      "register.valid",
      "register.parallel.distinct-names",
    ],
    trace: {
      source: "eks-resources.md",
      quote:
        "R5. The name of a cluster is unique within its account and Region, and so are the names within a cluster; one that is in use is answered with ResourceInUseException and status 409.",
    },
  },
  {
    id: "register.parallel.same-token",
    operation: "RegisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "Parallel registrations with one token make one cluster, with one activation.",
    presupposes: [
      "register.token.not-executed-twice",
      "register.token.replay",
      "register.activation.id",
      "register.valid",
      "register.parallel.distinct-names",
      "register.parallel.same-name",
    ],
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
    authority: "model",
    evidence: "modelled",
    title: "Parallel registrations of different names all succeed, each with its own values.",
    presupposes: [
      "register.cluster",
      "register.echo.name",
      "register.echo.tags",
      "register.activation.fresh",
      "register.valid",
    ],
    trace: {
      source: "eks-resources.md",
      quote: "R10. What an operation creates is described under the names of the members that it was created with.",
    },
  },
  {
    id: "register.parallel.deregister",
    operation: "DeregisterCluster",
    area: "concurrency",
    level: "MUST",
    authority: "model",
    evidence: "modelled",
    title:
      "Of parallel deregistrations of one cluster, at least one succeeds; the others get ResourceNotFoundException or ResourceInUseException.",
    presupposes: ["deregister.answer", "deregister.twice", "deregister.error.unknown-name"],
    trace: {
      source: "eks-model.md",
      quote:
        "DeregisterCluster declares AccessDeniedException, ClientException, ResourceInUseException, ResourceNotFoundException, ServerException and ServiceUnavailableException.",
    },
  },
];
