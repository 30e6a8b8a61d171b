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
    title: "A registration repeated with the same token returns the original cluster.",
    trace: {
      source: "register-cluster.txt",
      quote: "A unique, case-sensitive identifier that you provide to ensure the idempotency of the request.",
    },
    remark: "Compared are arn, createdAt and activationId; that the activation code is given again, no source says.",
  },
  {
    id: "register.token.not-executed-twice",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A registration repeated with the same token takes effect once.",
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
    title: "A taken name is refused with 409 ResourceInUseException whatever the token.",
    trace: {
      source: "register-cluster.txt",
      quote: "ResourceInUseException - The specified resource is in use. HTTP Status Code: 409",
    },
  },
  {
    id: "register.token.absent",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Without a token, repeating a registration is refused with 409 ResourceInUseException.",
    trace: {
      source: "register-cluster.txt",
      quote: "ResourceInUseException - The specified resource is in use. HTTP Status Code: 409",
    },
  },
  {
    id: "register.token.case-sensitive",
    operation: "RegisterCluster",
    area: "idempotency",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "Tokens that differ only in case, or only in their last character, are different tokens.",
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
    title: "The same token with other parameters: the answer is only observed.",
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
    level: "SHOULD",
    authority: "inferred",
    evidence: "inferred",
    title: "After deregistration, an old token does not return the old cluster's activation.",
    trace: { source: "register-cluster.txt", quote: "and must be deregistered using\nDeregisterCluster" },
    remark: "No source says for how long a token is remembered, so a service may answer with what it did before.",
  },
];
