/** What a text on a terminal is to look like; whoever prints it knows the colours. */
export type Tone = "good" | "bad" | "caution" | "soft" | "strong";
