import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { Difference } from "#suites/record/record.ts";
import { byteSize, duration, head, instant } from "#reports/model/text/format.ts";
import { excerptOf, type ExcerptPiece } from "#reports/html/parts/excerpt.ts";
import { layoutJson } from "#reports/html/parts/json-layout.ts";
import { Visible } from "#reports/html/parts/text.tsx";

/** UTF-16 units of one body, and of all headers of one message, that a page shows. */
const SHOWN = 4096;
const PARSED = 65_536;

interface MessageProps {
  readonly title: string;
  readonly startLine: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: BodyEvidence | undefined;
  readonly differences: readonly Difference[];
  /** Pointers of members that an excerpt shows, beside those that differ; where it is given, the body is an excerpt. */
  readonly about?: readonly string[];
}

interface ExchangeProps {
  readonly evidence: Evidence;
  readonly differences: readonly Difference[];
  /** What another target answered to the same request. */
  readonly theirs?: Evidence["response"];
}

/** One attempt, request beside response, as close to the wire as a reader can use. */
export function Exchange({ evidence, differences, theirs }: ExchangeProps) {
  const { request, response, failure } = evidence;
  return (
    <div class="exchange">
      <p class="when">
        attempt {evidence.attempt} · {instant(evidence.startedAt)} · {duration(evidence.durationMs)}
      </p>
      <Message
        title="Request"
        startLine={`${request.method} ${request.path}`}
        headers={request.headers}
        body={request.body}
        differences={[]}
      />
      {response !== undefined && <Response title="Response" response={response} differences={differences} />}
      {failure !== undefined && <Failure failure={failure} />}
      {theirs !== undefined && (
        <Response title="Response of the other target" response={theirs} differences={differences} />
      )}
    </div>
  );
}

interface ResponseProps extends Pick<MessageProps, "title" | "differences"> {
  readonly response: NonNullable<Evidence["response"]>;
}

function Response({ title, response: { status, headers, body }, differences }: ResponseProps) {
  return <Message title={title} startLine={`HTTP ${status}`} headers={headers} body={body} differences={differences} />;
}

function Failure({ failure: { kind, message } }: { readonly failure: NonNullable<Evidence["failure"]> }) {
  return (
    <div class="message">
      <h4>No response</h4>
      <pre>
        <code>
          <b>{kind}</b> <Visible text={head(message, SHOWN)} />
        </code>
      </pre>
    </div>
  );
}

/** Headers that say what a body is, and what an error is called. */
const TELLING_HEADERS: ReadonlySet<string> = new Set(["content-type", "x-amzn-errortype"]);
/** UTF-16 units of a body in a brief exchange that is no JSON. */
const BRIEF = 600;

interface BriefProps extends ExchangeProps {
  /** The member of the input that it is about, such as `connectorConfig.roleArn`. */
  readonly input?: string | undefined;
}

/** Request beside answer, as far as it takes to see what is wrong: telling headers, and of the bodies what is at issue. */
export function BriefExchange({ evidence, differences, input }: BriefProps) {
  const { request, response, failure } = evidence;
  const telling = (headers: MessageProps["headers"]) =>
    headers.filter(([name, value]) => TELLING_HEADERS.has(name.toLowerCase()) && value.length < BRIEF);
  return (
    <div class="exchange brief">
      <Message
        title="Request"
        startLine={`${request.method} ${head(request.path, BRIEF)}`}
        headers={request.body === undefined ? [] : telling(request.headers)}
        body={request.body}
        differences={[]}
        about={input === undefined ? [] : [`/${input.replace(/\..*$/, "")}`]}
      />
      {response !== undefined && (
        <Message
          title="Answer"
          startLine={`HTTP ${response.status}`}
          headers={telling(response.headers)}
          body={response.body}
          differences={differences}
          about={[]}
        />
      )}
      {failure !== undefined && <Failure failure={failure} />}
    </div>
  );
}

function Message({ title, startLine, headers, body, differences, about }: MessageProps) {
  const marked = new Set(differences.map(({ at }) => at.toLowerCase()));
  const shownHeaders = withinBudget(headers);
  return (
    <div class="message">
      <h4>{title}</h4>
      <pre>
        <code>
          <b>
            <Visible text={head(startLine, SHOWN)} />
          </b>
          {shownHeaders.map(([name, value]) => {
            const line = (
              <>
                <span class="h">
                  <Visible text={name} />:
                </span>{" "}
                <Visible text={value} />
              </>
            );
            return (
              <>
                {"\n"}
                {marked.has(name.toLowerCase()) ? <mark>{line}</mark> : line}
              </>
            );
          })}
          {shownHeaders.length < headers.length && (
            <Cut text={`${headers.length - shownHeaders.length} more headers`} />
          )}
          {body !== undefined && body.bytes > 0 && (
            <>
              {"\n\n"}
              <Body body={body} pointers={differences.map(({ at }) => at)} about={about} />
            </>
          )}
          {about !== undefined && <Absent differences={differences} />}
        </code>
      </pre>
    </div>
  );
}

function withinBudget(headers: MessageProps["headers"]): MessageProps["headers"] {
  let left = SHOWN;
  return headers.filter(([name, value]) => (left -= name.length + value.length) >= 0);
}

interface BodyProps extends Pick<MessageProps, "about"> {
  readonly body: BodyEvidence;
  readonly pointers: readonly string[];
}

function Body({ body, pointers, about }: BodyProps) {
  const limit = about === undefined ? SHOWN : BRIEF;
  if (body.text === undefined) return <Binary body={body} limit={limit} />;
  const text = body.text;
  const laidOut = (at: readonly string[]) =>
    text.length <= PARSED && !body.truncated ? layoutJson(text, at) : undefined;
  const pieces = laidOut(about === undefined || pointers.length > 0 ? pointers : about);
  if (pieces !== undefined)
    return <Pieces pieces={about === undefined ? pieces : excerptOf(pieces)} bytes={body.bytes} />;
  const shown = head(text, limit);
  return (
    <>
      <Visible text={shown} />
      {(shown.length < text.length || body.truncated) && <CutBody shown={shown.length} body={body} />}
    </>
  );
}

/** Members that should be there: nothing in the body can be marked for them. */
function Absent({ differences }: Pick<MessageProps, "differences">) {
  return differences
    .filter(({ absent }) => absent === true)
    .map(({ at }) => (
      <>
        {"\n"}
        <mark>
          <Visible text={head(at, BRIEF)} /> is not there
        </mark>
      </>
    ));
}

function Pieces({ pieces, bytes }: { readonly pieces: readonly ExcerptPiece[]; readonly bytes: number }) {
  let left = SHOWN;
  const shown: ExcerptPiece[] = [];
  for (const piece of pieces) {
    if (left <= 0) break;
    shown.push({ ...piece, text: head(piece.text, left) });
    left -= piece.text.length;
  }
  return (
    <>
      {shown.map((piece) =>
        piece.marked ? (
          <mark>
            <PieceText {...piece} />
          </mark>
        ) : (
          <PieceText {...piece} />
        ),
      )}
      {left < 0 && <Cut text={`cut here; ${byteSize(bytes)} in all`} />}
    </>
  );
}

function PieceText({ text, role, cut }: ExcerptPiece) {
  if (cut === true) return <span class="cut">{text}</span>;
  if (role === "plain" || role === "string") return <Visible text={text} />;
  return (
    <span class={role}>
      <Visible text={text} />
    </span>
  );
}

function Binary({ body, limit }: { readonly body: BodyEvidence; readonly limit: number }) {
  const base64 = body.base64 ?? "";
  const shown = head(base64, limit);
  return (
    <>
      <span class="h">not UTF-8, shown as base64:</span>
      {"\n"}
      <Visible text={shown} />
      {(shown.length < base64.length || body.truncated) && <CutBody shown={shown.length} body={body} />}
    </>
  );
}

function CutBody({ shown, body }: { readonly shown: number; readonly body: BodyEvidence }) {
  return (
    <Cut text={`cut after ${byteSize(shown)}; ${byteSize(body.bytes)}${body.truncated ? " or more" : ""} in all`} />
  );
}

function Cut({ text }: { readonly text: string }) {
  return <span class="cut">{`\n✂ ${text}`}</span>;
}
