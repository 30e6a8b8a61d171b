/** Names that are nearly another one, each after the mark that makes them the run's. */
export interface NearNames {
  /** In the other case; undefined where it has none. */
  readonly otherCase: string | undefined;
  /** One character shorter, and with another last character. */
  readonly others: readonly string[];
  /** One character longer: the name begins it. */
  readonly longer: string;
}

export function namesNear(name: string, mark: string): NearNames {
  const [start, rest] = name.startsWith(mark) ? [mark, name.slice(mark.length)] : ["", name];
  const swapped = [...rest].map((each) => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase()));
  const otherCase = swapped.join("") === rest ? undefined : `${start}${swapped.join("")}`;
  const shorter = rest.slice(0, -1);
  const others = [`${shorter}${rest.endsWith("_") ? "0" : "_"}`, shorter].filter((each) => each !== "");
  return { otherCase, others: others.map((each) => `${start}${each}`), longer: `${name}0` };
}
