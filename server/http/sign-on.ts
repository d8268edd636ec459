import type { ServerResponse } from "node:http";
import { signOnPaths } from "../../lib/accounts/sign-on";
import type { Dependencies } from "../services/dependencies";
import { beginSignOn, endSignOn } from "../services/sign-on";
import { accessTo } from "./access";
import { type Handler, type NumberedRequest, pathnameOf } from "./edge";
import { refuse } from "./form-post";
import { visitorOf } from "./visitor-of";

function queryOf({ url = "" }: NumberedRequest): URLSearchParams {
  const begin = url.indexOf("?");
  return new URLSearchParams(begin === -1 ? "" : url.slice(begin + 1));
}

function goTo(response: ServerResponse, address: string): void {
  response.writeHead(303, { Location: address, "Cache-Control": "no-store" }).end();
}

/**
 * The page that lets people in: it goes on from there by itself where somebody is signed in, and looks at where to
 * before it does.
 */
function goToDoor(response: ServerResponse, { from, fault }: { from: string | null; fault?: string }): void {
  const search = new URLSearchParams();
  if (from !== null) search.set("from", from);
  if (fault !== undefined) search.set("signOn", fault);
  goTo(response, search.size === 0 ? "/sign-in" : `/sign-in?${search}`);
}

/** Sends browsers to the organisation's sign-on server, and lets in those that come back from it as they should. */
export function createSignOnHandler(deps: Dependencies): Handler {
  const { signOn } = deps.accounts;
  return async (request, response) => {
    if (signOn === null) return refuse(response, 404, "Not found.");
    if (request.method !== "GET") {
      response.setHeader("Allow", "GET");
      return refuse(response, 405, "This address is opened by a browser.");
    }
    const access = await accessTo(deps, request, "session.signOn");
    if ("refusal" in access) return refuse(response, ...access.refusal);
    const by = { signOn, visitor: visitorOf(request, response, access.session), actor: access.actor };
    const query = queryOf(request);
    if (pathnameOf(request) === signOnPaths.end)
      return goToDoor(response, await endSignOn(deps, { ...by, query }));
    const begun = await beginSignOn(deps, { ...by, from: query.get("from") });
    if ("address" in begun) return goTo(response, begun.address);
    return goToDoor(response, begun);
  };
}
