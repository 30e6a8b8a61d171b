import "eks-conformance/vitest";
