import type { FaultRule } from "#reference/service/faults/service-fault.ts";

/** Another success than the model's, unless an answer's member is the status. */
export const statusFaults: FaultRule = ({ status, anySuccess }) => {
  if (anySuccess) return [];
  const other = status === 200 ? 201 : 200;
  return [
    {
      id: "status.wrong",
      kind: "wrong-status",
      sentence: `Succeeds with ${other}, not ${status}.`,
      habits: { status: () => other },
    },
  ];
};
