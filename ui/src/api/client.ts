import type { Problem } from "./generated/schemas";

export const API = "/api/v1";

/** An answer that is an error, or no answer at all (code `SERVER_UNAVAILABLE`). */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) {
    return error.problem;
  }
  return localProblem("INTERNAL", 0, "Something went wrong in the page", String(error));
}

export function isProblem(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.problem.code === code;
}

function localProblem(code: string, status: number, title: string, detail: string): Problem {
  return {
    type: "about:blank",
    title,
    status,
    detail,
    code,
    help: code === "SERVER_UNAVAILABLE" ? "Start it with `./drey up`." : "Reload the page.",
    details: {},
    traceId: null,
  };
}

interface Options {
  body?: unknown;
  text?: string;
  signal?: AbortSignal;
}

async function send(method: string, path: string, options: Options = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  let body: string | undefined;
  if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(options.body);
  } else if (options.text !== undefined) {
    headers["Content-Type"] = "text/markdown; charset=utf-8";
    body = options.text;
  }
  if (method !== "GET") {
    // Tells the server that the request comes from its own page, not from a foreign form.
    headers["X-Drey"] = "1";
  }
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      headers,
      body: body ?? null,
      credentials: "same-origin",
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (options.signal?.aborted && !isTimeout(error)) {
      throw error;
    }
    const title = "The server does not answer";
    throw new ApiError(localProblem("SERVER_UNAVAILABLE", 0, title, String(error)));
  }
  if (!response.ok) {
    throw new ApiError(await readProblem(response));
  }
  return response;
}

/** Whether a call was given up as nobody answered, not as nobody wants the answer any more. */
function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}

async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const problem: Problem = JSON.parse(text);
    if (typeof problem.code === "string") {
      return { ...problem, details: problem.details ?? {}, help: problem.help ?? "" };
    }
  } catch {
    // Not JSON: the text itself is the best there is.
  }
  const title = `The server answered ${response.status}`;
  return localProblem("INTERNAL", response.status, title, text.slice(0, 500));
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await send("GET", path, { signal })).json();
}

export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return (await send("GET", path, { signal })).text();
}

export async function getBytes(path: string): Promise<ArrayBuffer> {
  return (await send("GET", path, {})).arrayBuffer();
}

export async function sendJson<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  return (await send(method, path, { body: body ?? {}, signal })).json();
}

export async function sendOnly(method: string, path: string, body?: unknown): Promise<void> {
  await send(method, path, { body });
}

/** The page as the server gives it now. */
export async function getPage(): Promise<string> {
  const response = await fetch("/", { cache: "no-store", credentials: "same-origin" });
  return response.text();
}

/** A path of several segments, each made safe for a URL. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

export function query(
  values: Record<string, string | number | boolean | null | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
