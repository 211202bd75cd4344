import { fill, type Message, type Values } from "@/core/i18n/translate";
import { catalog } from "./en/catalog";
import { common } from "./en/common";
import { deployments } from "./en/deployments";
import { history } from "./en/history";
import { home } from "./en/home";
import { jobs } from "./en/jobs";
import { notebook } from "./en/notebook";
import { plan } from "./en/plan";
import { player } from "./en/player";
import { results } from "./en/results";
import { session } from "./en/session";
import { shell } from "./en/shell";
import { signIn } from "./en/sign-in";
import { states } from "./en/states";
import { status } from "./en/status";

const catalogue = {
  common,
  states,
  shell,
  signIn,
  home,
  notebook,
  catalog,
  results,
  player,
  plan,
  session,
  jobs,
  deployments,
  status,
  history,
};

type Catalogue = typeof catalogue;
export type MessageKey = {
  [Area in keyof Catalogue]: `${Area}.${keyof Catalogue[Area] & string}`;
}[keyof Catalogue];

const messages = new Map<string, Message>(
  Object.entries(catalogue).flatMap(([area, texts]) =>
    Object.entries(texts).map(([name, message]): [string, Message] => [`${area}.${name}`, message]),
  ),
);

/** The page's text for a key. */
export function t(key: MessageKey, values?: Values): string {
  return fill(messages.get(key) ?? key, values);
}

/** The text for a key made from data, or the given one where the catalogue has none. */
export function tOr(key: string, otherwise: string): string {
  const message = messages.get(key);
  return message === undefined ? otherwise : fill(message);
}
