/** How often a refusal is asked for: a target may answer rightly now and then. */
export const TIMES_IN_A_ROW = 5;
