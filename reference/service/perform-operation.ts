import type { Call } from "#reference/behaviours.ts";
import { headerValue } from "#reference/message.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { PROVOKE_HEADER } from "#reference/wire/admission.ts";
import type { Habits } from "./habits.ts";
import type { Enforces, InputRule, Strictness } from "./input/input-rule.ts";
import { checkMembers, keepsStrictly } from "./input/check-value.ts";
import { readInput } from "./input/read-input.ts";
import { unquoted } from "./input/unquoted.ts";
import type { Route } from "./model/find-route.ts";
import { create } from "./operations/create.ts";
import { remove } from "./operations/delete.ts";
import { describe } from "./operations/describe.ts";
import { list } from "./operations/list.ts";
import { provoked, refuseInvalid, refuseUnknown } from "./operations/refuse.ts";
import { showTags, addTags, removeTags } from "./operations/tags.ts";
import { update } from "./operations/update.ts";
import type { ServiceCall } from "./service-call.ts";
import { ServiceRefusal } from "./service-refusal.ts";
import { valueAt, withValueAt } from "./answers/pointer.ts";
import type { ResourceKind } from "./table/kind.ts";
import { pointerTo } from "./table/locate.ts";
import { roleOf } from "./table/role.ts";
import { answerWith, fitted } from "./operations/answer.ts";
import { matchesFilters } from "./operations/matches-filters.ts";
import { pageOf } from "./operations/page.ts";

/** An operation about nothing of the account's: a list of what the service has, or one of its entries. */
function showEntries(call: ServiceCall): OutputDocument {
  const { operation, service } = call;
  const known = service.world.entries[operation.name];
  if (known === undefined && operation.pages === undefined) {
    return answerWith(call, { resource: undefined, shows: undefined });
  }
  const entries = (known ?? []).filter((entry) => matchesFilters(call, entry));
  const { pages } = operation;
  if (pages !== undefined) {
    const numbered = entries.map((entry, index) => ({ entry, id: String(index).padStart(6, "0") }));
    const { items, token } = pageOf(call, numbered, ({ id }) => id);
    const shown = items.map(({ entry }) => entry);
    const document = withValueAt({}, pages.items, shown);
    return fitted(call, token === undefined ? document : withValueAt(document, pages.outputToken, token));
  }
  const [entry] = entries;
  if (entry === undefined) throw refuseUnknown(call, "There is nothing of that name or version.");
  return fitted(call, entry);
}

/** What a server serves, and how. */
export interface Served extends Pick<ServiceCall, "service" | "habits" | "store" | "tokens" | "seen"> {
  /** Of a server with a drawn fault: its habits for each call. */
  readonly drawn?: ((call: ServiceCall) => Habits) | undefined;
}

/** Reads and checks the input of an operation, and does what the resource table says that it does. */
export function performOperation(call: Call, route: Route, served: Served): OutputDocument {
  const { operation } = route;
  const doubted = served.service.table.doubts[operation.name] ?? [];
  const enforces: Enforces = (constraint) =>
    served.habits.enforces(operation, constraint) && !isDoubted(constraint, doubted);
  const input = readInput(call, route, {
    enforces,
    unread: served.habits.reads(operation),
    takes: served.habits.minds(operation, "quotes") ? undefined : unquoted,
  });
  const asked = { ...served, call, operation, input };
  const habits = served.drawn?.(asked) ?? served.habits;
  const read = { ...asked, habits };
  call.status = habits.status(operation);
  try {
    provoke(read);
    const tightens: Strictness["tightens"] = (constraint) => habits.tightens(operation, constraint);
    const broken = checkMembers(read.input, operation.input, "", keepsStrictly({ enforces, tightens }));
    if (broken !== undefined) {
      if (habits.persists(operation)) actAsFarAsMayBe(read);
      throw refuseInvalid(read, broken.sentence);
    }
    return habits.answers(operation, act({ ...read, input: habits.takes(operation, read.input) }));
  } catch (error) {
    const refusal = error instanceof ServiceRefusal ? habits.refuses(operation, error) : error;
    if (refusal === undefined) return {};
    throw refusal;
  }
}

/** Which values a member takes that the model is known to be wrong of, nobody can say: all of its type. */
function isDoubted({ path, keyword }: InputRule, doubted: readonly string[]): boolean {
  return keyword !== "type" && keyword !== "required" && doubted.includes(path.split("/")[1] ?? "");
}

/** Throws the error that the request asks for, when hooks are on: any that the operation documents. */
function provoke(serviceCall: ServiceCall): void {
  const { call, operation } = serviceCall;
  const code = call.settings.hooks ? headerValue(call.request.headers, PROVOKE_HEADER) : undefined;
  if (code === undefined) return;
  const error = operation.errors.find((one) => one.code === code);
  if (error !== undefined) throw provoked(serviceCall, error);
  const known = operation.errors.map((one) => one.code).join(", ");
  throw refuseInvalid(serviceCall, `${PROVOKE_HEADER} must be one of ${known}.`);
}

/** One operation may show those that it is asked for, and all of them where it is asked for none. */
function isListing({ service, operation, input }: ServiceCall, kind: ResourceKind): boolean {
  if (kind.list?.operation !== operation.name) return false;
  const pointer = pointerTo(service.table, kind, operation.name);
  return pointer === undefined || valueAt(input, pointer) === undefined;
}

/** Does what it can of what an input that breaks the model asks for. */
function actAsFarAsMayBe(call: ServiceCall): void {
  try {
    act(call);
  } catch {
    // It is refused in any case.
  }
}

function act(call: ServiceCall): OutputDocument {
  const { service, operation } = call;
  const role = roleOf(service.table, operation.name);
  const { tagging } = service.table;
  switch (role.name) {
    case "create":
      return create(call, role.kinds[0]);
    case "describe":
      return isListing(call, role.kinds[0]) ? list(call, role.kinds) : describe(call, role.kinds);
    case "list":
      return list(call, role.kinds);
    case "delete":
      return remove(call, role.kinds[0]);
    case "update":
    case "other":
      return update(call, role.kinds[0]);
    case "service":
      return showEntries(call);
    default:
      if (tagging === undefined) return {};
      return { tag: addTags, untag: removeTags, "list-tags": showTags }[role.name](call, tagging);
  }
}
