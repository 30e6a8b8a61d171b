import type { Variant } from "./fault.ts";

/** Servers that differ from the plain one and still keep every promise: a suite must not fail them. */
export const VARIANTS: readonly Variant[] = [];
