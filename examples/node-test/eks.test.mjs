import "eks-conformance/node-test";
