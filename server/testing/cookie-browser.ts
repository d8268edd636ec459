/** Goes to addresses as a browser does: keeps each site's cookies, and follows nothing by itself. */
export interface CookieBrowser {
  /** Cookies by site, such as `http://localhost:3000`. */
  cookiesOf(url: string): Map<string, string>;
  get(url: string): Promise<Response>;
  /** A form that was sent. */
  post(url: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

export function createCookieBrowser(): CookieBrowser {
  const jars = new Map<string, Map<string, string>>();
  const cookiesOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  async function send(url: string, init: RequestInit): Promise<Response> {
    const jar = cookiesOf(url);
    const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(/;\s*/);
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      const isGone = attributes.some((one) => /^(max-age=0|expires=Thu, 01 Jan 1970.*)$/i.test(one));
      if (isGone) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
  return {
    cookiesOf,
    get: (url) => send(url, {}),
    post: (url, fields) => send(url, { method: "POST", body: new URLSearchParams(fields) }),
  };
}

/** Where an answer sends a browser; throws where it sends nowhere. */
export function whereTo(answer: Response): string {
  const location = answer.headers.get("location");
  if (location === null) throw new Error(`Answered ${answer.status}, and sent nowhere.`);
  return new URL(location, answer.url).href;
}
