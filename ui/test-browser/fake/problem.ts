import type { Problem } from "@/api/generated/schemas";

/** An error as the API answers it. */
export function problem(
  status: number,
  code: string,
  title: string,
  detail: string | null = null,
): Problem {
  return {
    type: "about:blank",
    title,
    status,
    detail,
    code,
    help: "Try again.",
    details: {},
    traceId: null,
  };
}
