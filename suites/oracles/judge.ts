import type { Finding } from "./finding.ts";

/** Takes what an oracle found about one requirement. */
export type Judge = (requirement: string, finding: Finding) => void;
