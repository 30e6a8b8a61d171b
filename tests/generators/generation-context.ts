import type { GenerationContext } from "#generators/schema/generation-context.ts";

export const CONTEXT: GenerationContext = {
  prefix: "ecf-k3x9-",
  fixtures: { roleArn: "arn:aws:iam::111122223333:role/connector" },
  dictionary: ["EKS", "OTHER"],
};
