import { decoded } from "#protocol/decoded.ts";

/** As a run calls what it makes. */
const OWN = /\becf-[a-z0-9]+-[a-z0-9]+/g;

/** The names in a text that a run made up. */
export function ownIn(text = ""): string[] {
  return text.match(OWN) ?? [];
}

/** The texts that a path and its query are made of, decoded. */
export function pathTexts(path: string): string[] {
  return path.split(/[/?&=]/).map(decoded);
}

/** The texts in a body of JSON; none in any other. */
export function leavesIn(body: string | undefined): string[] {
  const texts: string[] = [];
  parsed(body, (value) => {
    if (typeof value === "string") texts.push(value);
  });
  return texts;
}

function parsed(body: string | undefined, see: (value: unknown) => void): void {
  try {
    JSON.parse(body ?? "", (_key, value: unknown) => {
      see(value);
      return value;
    });
  } catch {
    // It has no texts then.
  }
}

/** The text at a JSON pointer of a body of JSON. */
export function textInBody(body: string | undefined, pointer: string): string | undefined {
  try {
    let value: unknown = JSON.parse(body ?? "");
    for (const token of pointer.split("/").slice(1)) value = (value as Record<string, unknown> | null)?.[token];
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
