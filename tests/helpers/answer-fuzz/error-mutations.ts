import type { Header } from "#protocol/exchange.ts";
import type { Answer, Mutate } from "./answer.ts";
import { retyped } from "./members.ts";

/** Errors: who they are, what they say. */
export const ERROR_MUTATIONS: Readonly<Record<string, Mutate>> = {
  "no type anywhere": ({ headers }) => ({ effect: "error-mapping", headers: untyped(headers) }),
  "the type in the body alone": ({ headers, json, ...answer }, { pick }) => ({
    effect: "should",
    headers: untyped(headers),
    json: { ...json, [pick(["__type", "code"])]: typeOf({ headers, json, ...answer }) },
  }),
  "the type with a namespace and an address": (answer, { pick }) => ({
    effect: "harmless",
    headers: typed(answer, pick([(type) => `com.amazonaws.eks#${type}`, (type) => `${type}:http://a.b/c/`])),
  }),
  "the type in header and body": (answer) => ({
    effect: "harmless",
    json: { ...answer.json, __type: `com.amazonaws.eks#${typeOf(answer)}` },
  }),
  "another type in the body": ({ json }, { pick }) => ({
    effect: "error-mapping",
    json: { ...json, [pick(["__type", "code"])]: "ServerException" },
  }),
  "a type of its own": (answer, _dice, refusedIn) => ({
    effect: refusedIn,
    headers: typed(answer, () => "StrangeException"),
  }),
  "another status": ({ status }, { pick }) => ({
    effect: "error-mapping",
    status: pick([400, 403, 404, 409, 418, 500].filter((each) => each !== status)),
  }),
  "a status of success": (_answer, _dice, refusedIn) => ({ effect: refusedIn, status: 200 }),
  "no message": ({ json }) => ({ effect: "should", json: without(json, "message") }),
  "no clusterName": ({ json }) =>
    json["clusterName"] === undefined ? undefined : { effect: "harmless", json: without(json, "clusterName") },
  "a member of another type": ({ json }, { pick, roll }) => {
    const name = pick(Object.keys(json));
    return { effect: "error-mapping", json: { ...json, [name]: retyped("", roll) } };
  },
  HTML: ({ headers }) => ({
    effect: "error-mapping",
    headers: headers.map(([name, value]) => [name, name === "content-type" ? "text/html" : value]),
    text: "<html><h1>No</h1></html>",
  }),
  "no body": () => ({ effect: "error-mapping", text: "" }),
  "cut off": ({ json }, { roll }) => {
    const text = JSON.stringify(json);
    return { effect: "error-mapping", text: text.slice(0, roll(text.length)) };
  },
};

const TYPE = "x-amzn-errortype";

function typeOf({ headers }: Answer): string {
  return headers.find(([name]) => name.toLowerCase() === TYPE)?.[1] ?? "";
}

function typed({ headers }: Answer, change: (type: string) => string): Header[] {
  return headers.map(([name, value]) => [name, name.toLowerCase() === TYPE ? change(value) : value]);
}

function untyped(headers: readonly Header[]): Header[] {
  return headers.filter(([name]) => name.toLowerCase() !== TYPE);
}

function without(json: Answer["json"], name: string): Answer["json"] {
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== name));
}
