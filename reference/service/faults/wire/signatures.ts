import type { FaultRule } from "#reference/service/faults/service-fault.ts";

/** One operation that carries out whatever anybody asks for. */
export const signatureFaults: FaultRule = () => [
  {
    id: "signature.not-checked",
    kind: "signature-not-checked",
    sentence: "Looks at no signature.",
    habits: { trusts: () => true },
  },
];
