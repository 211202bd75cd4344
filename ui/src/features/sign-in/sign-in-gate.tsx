import { Loader } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { api, isProblem, problemOf } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import { Logo } from "@/components/ui/logo";
import { usePageTitle } from "@/components/ui/page-title";
import { t } from "@/messages";
import css from "./sign-in-gate.module.css";

type SignIn = "checking" | "in" | "needed" | "expired" | "offline";

// One exchange per page load: the token works only once, and effects may run twice.
let exchange: Promise<SignIn> | null = null;

function takeToken(): string | null {
  const url = new URL(window.location.href);
  const token = url.searchParams.get("token");
  if (token !== null) {
    url.searchParams.delete("token");
    window.history.replaceState(null, "", url);
  }
  return token;
}

async function signIn(): Promise<SignIn> {
  const token = takeToken();
  try {
    if (token !== null) {
      await api.login(token);
    }
    await api.status();
    return "in";
  } catch (error) {
    if (isProblem(error, "SERVER_UNAVAILABLE")) {
      return "offline";
    }
    if (problemOf(error).status !== 401) {
      return "in";
    }
    return token === null ? "needed" : checkExisting();
  }
}

/** A used link in a browser that is signed in already is no reason to stop anyone. */
async function checkExisting(): Promise<SignIn> {
  return api.status().then(
    () => "in",
    () => "expired",
  );
}

/** Lets only a signed-in browser through; shows everybody else what to do. */
export function SignInGate({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SignIn>("checking");
  const client = useQueryClient();
  const { data: isSignedIn } = useQuery({
    queryKey: ["signed-in"],
    queryFn: () => true,
    enabled: false,
    initialData: true,
  });
  const isOut = state === "needed" || state === "expired" || !isSignedIn;

  useEffect(() => {
    exchange ??= signIn();
    void exchange.then(setState);
  }, []);

  useEffect(() => {
    if (state !== "offline") {
      return;
    }
    const timer = setInterval(() => {
      void signIn().then((next) => {
        if (next !== "offline") {
          client.clear();
          setState(next);
        }
      });
    }, 2_000);
    return () => clearInterval(timer);
  }, [state, client]);

  // The link may be opened in another tab; this one goes on where it was then.
  useEffect(() => {
    if (!isOut) {
      return;
    }
    const timer = setInterval(() => {
      const isBack = () => {
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "signed-in" });
        client.setQueryData(["signed-in"], true);
        setState("in");
      };
      void api.status().then(isBack, () => undefined);
    }, 2_000);
    return () => clearInterval(timer);
  }, [isOut, client]);

  if (state === "in" && isSignedIn) {
    return children;
  }
  return <SignInPage state={state === "in" ? "needed" : state} />;
}

function SignInPage({ state }: { state: Exclude<SignIn, "in"> }) {
  usePageTitle(state === "offline" ? t("signIn.offline.title") : t("signIn.title"));
  if (state === "checking") {
    return (
      <main className={css.page} aria-busy="true">
        <Loader size="sm" aria-label={t("signIn.checking")} />
      </main>
    );
  }
  const isOffline = state === "offline";
  return (
    <main className={css.page}>
      <div className={css.panel}>
        <Logo size={40} />
        <h1 className={css.title}>{t(isOffline ? "signIn.offline.title" : "signIn.title")}</h1>
        <p>{t(isOffline ? "signIn.offline.text" : `signIn.${state}`)}</p>
        <p className={css.dim}>{t(isOffline ? "signIn.offline.how" : "signIn.how")}</p>
        <div className={css.command}>
          <code>{isOffline ? "./drey up" : "./drey url"}</code>
          <CopyButton text={isOffline ? "./drey up" : "./drey url"} />
        </div>
        {!isOffline && <p className={css.dim}>{t("signIn.after")}</p>}
      </div>
    </main>
  );
}
