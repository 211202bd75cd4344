import type { Messages } from "@/core/i18n/translate";

export const signIn = {
  title: "Sign in to Drey",
  checking: "Opening Drey",
  needed: "This browser is not signed in yet. Drey signs you in with a link that works once.",
  expired: "This link was used before or is too old. Each link signs in one browser, once.",
  how: "Ask for a new link in the terminal, in the folder where Drey lives:",
  after:
    "Then open the link it prints. Nothing is lost: notebooks and running streams go on meanwhile.",
  "offline.title": "Drey does not answer",
  "offline.text":
    "The server behind this page is not running or cannot be reached. This page tries again by itself.",
  "offline.how": "Start it in the terminal:",
} satisfies Messages;
