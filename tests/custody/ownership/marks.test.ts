import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { givenMark, requestMarks } from "#custody/ownership/marks.ts";
import { registrationService } from "#spec/registration/registration-service.ts";

const TAG = { key: "eks-conformance:run", value: "run-1" };

const MARKS = { token: "clientRequestToken", runTag: TAG };

describe("the marks of a request", () => {
  test("are its token and the run's tag", () => {
    const text = JSON.stringify({ name: "a", clientRequestToken: "t-1", tags: { [TAG.key]: TAG.value } });
    expect(requestMarks(text, MARKS)).toEqual({ token: "t-1", tagged: true });
    expect(requestMarks(text, { ...MARKS, runTag: { ...TAG, value: "run-2" } })).toEqual({ token: "t-1" });
    expect(requestMarks(text, { ...MARKS, runTag: undefined })).toEqual({ token: "t-1" });
  });

  test("are read from bytes that are no JSON, whatever they are", () => {
    expect(requestMarks('{"name":"a","clientRequestToken" :\n"t-1"', MARKS)).toEqual({ token: "t-1" });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(requestMarks(text, MARKS).tagged).toBe(text.includes('"eks-conformance:run":"run-1"') || undefined);
      }),
    );
  });
});

describe("the mark of an activation", () => {
  const cluster = (activationId: unknown) => ({ connectorConfig: { activationId } }) as Parameters<typeof givenMark>[1];

  test("tells two apart, is the same for the same, and says neither", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        expect(
          givenMark(registrationService().kind, cluster(one)) === givenMark(registrationService().kind, cluster(other)),
        ).toBe(one === other);
        expect(givenMark(registrationService().kind, cluster(one))).toMatch(/^[0-9a-f]{16}$/);
      }),
    );
  });

  test.each([[undefined], [cluster("")], [cluster(7)], [{}]])("is none of %j", (shown) => {
    expect(givenMark(registrationService().kind, shown)).toBeUndefined();
  });
});
