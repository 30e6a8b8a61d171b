import type { YAMLError } from "yaml";

/** What the YAML parser says is wrong, in one line, without the place and the text around it. */
export function yamlProblem({ message }: Pick<YAMLError, "message">): string {
  const [first = ""] = message.split("\n", 1);
  return first.replace(/ at line \d+, column \d+:?$/, "");
}
