import type { Requirement } from "../requirement.ts";

/** What clientRequestToken does. */
export const IDEMPOTENCY: readonly Requirement[] = [
  {
    id: "register.token.replay",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "SHOULD",
    authority: "docs",
    evidence: "documented",
    title: "A registration repeated with its token succeeds with the same answer.",
    trace: {
      source: "register-cluster.txt",
      quote: "A unique, case-sensitive identifier that you provide to ensure the idempotency of the request.",
    },
  },
  {
    id: "register.token.not-executed-twice",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A registration repeated with its token is not carried out a second time.",
    trace: {
      source: "protocol.md",
      quote: "P46. While a service remembers a request token, it does not carry out the request a second time.",
    },
  },
  {
    id: "register.token.other-token",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Another token does not make a taken name free: 409 ResourceInUseException.",
    trace: { source: "register-cluster.txt", quote: "The specified resource is in use.\nHTTP Status Code: 409" },
  },
  {
    id: "register.token.absent",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Without a token, repeating a registration is refused with 409 ResourceInUseException.",
    trace: { source: "register-cluster.txt", quote: "The specified resource is in use.\nHTTP Status Code: 409" },
  },
  {
    id: "register.token.case-sensitive",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Tokens that differ in case are different tokens.",
    trace: {
      source: "register-cluster.txt",
      quote: "A unique, case-sensitive identifier that you provide to ensure the idempotency of the request.",
    },
  },
  {
    id: "register.token.other-parameters",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "INFO",
    authority: "inferred",
    evidence: "inferred",
    title: "What the same token with other parameters gets is only observed.",
    trace: {
      source: "protocol.md",
      quote:
        "P47. No source says for how long EKS remembers a token, what the repeat answers, or what the same token with other parameters gets.",
    },
  },
  {
    id: "register.token.after-deregistration",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "inferred",
    evidence: "inferred",
    title: "A token used before does not bring a deregistered cluster back to life with its old activation.",
    trace: { source: "register-cluster.txt", quote: "and must be deregistered using\nDeregisterCluster" },
  },
];
