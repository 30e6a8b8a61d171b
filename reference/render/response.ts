import type { Header, ReferenceResponse } from "#reference/message.ts";
import { ERROR_STATUS, type Refusal } from "#reference/refusal.ts";
import type { Call, ResponseBehaviours } from "#reference/behaviours.ts";
import type { OutputDocument } from "./output-document.ts";

export const conformingResponses: ResponseBehaviours = {
  successStatus: ({ status }) => status,
  contentType: () => "application/json",
  commonHeaders,
  encode: (document) => JSON.stringify(document),
  renderSuccess,
  errorStatus: (refusal) => ERROR_STATUS[refusal.code],
  errorHeaders: (refusal) => [["x-amzn-ErrorType", refusal.code]],
  errorDocument,
  renderError,
};

function commonHeaders(call: Call): readonly Header[] {
  return [
    ["content-type", call.behaviours.contentType(call)],
    ["x-amzn-requestid", call.requestId],
  ];
}

function renderSuccess(document: OutputDocument, call: Call): ReferenceResponse {
  const { behaviours, transport } = call;
  return {
    status: behaviours.successStatus(call),
    headers: behaviours.commonHeaders(call),
    body: behaviours.encode(document, call),
    transport,
  };
}

function renderError(refusal: Refusal, call: Call): ReferenceResponse {
  const { behaviours, transport } = call;
  return {
    status: behaviours.errorStatus(refusal, call),
    headers: [...behaviours.commonHeaders(call), ...behaviours.errorHeaders(refusal, call)],
    body: behaviours.encode(behaviours.errorDocument(refusal, call), call),
    transport,
  };
}

function errorDocument({ clusterName, message }: Refusal): OutputDocument {
  return { clusterName, message };
}
