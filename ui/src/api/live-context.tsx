import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { API, getJson, getPage } from "./client";
import { workerDecode } from "./frames";
import { type ConnectionState, LiveConnection, type Socket } from "./live";

const LiveContext = createContext<LiveConnection | null>(null);

export const LiveProvider = LiveContext.Provider;

export function useLive(): LiveConnection {
  const live = useContext(LiveContext);
  if (live === null) {
    throw new Error("no live connection in this part of the page");
  }
  return live;
}

export function useConnectionState(): ConnectionState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, () => live.state);
}

export function openLive(): LiveConnection {
  const worker = new Worker(new URL("./frames.worker.ts", import.meta.url), { type: "module" });
  const url = new URL(`${API}/live`, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new LiveConnection({
    open: () => browserSocket(url),
    decode: workerDecode(worker),
  });
}

function browserSocket(url: URL): Socket {
  const inner = new WebSocket(url);
  inner.binaryType = "arraybuffer";
  const socket: Socket = {
    onopen: null,
    onclose: null,
    onmessage: null,
    send: (text) => inner.send(text),
    close: () => inner.close(),
  };
  inner.onopen = () => socket.onopen?.();
  inner.onclose = () => socket.onclose?.();
  inner.onmessage = (event) => socket.onmessage?.(event);
  return socket;
}

/** Whoever is silent for so long is asked. */
const SILENT_FOR = 10_000;

/**
 * A machine that slept, or a network that swallows everything, leaves a dead connection that looks
 * open; this notices.
 */
export function useConnectionCare(live: LiveConnection): void {
  useEffect(() => {
    const ask = () => {
      if (live.state.state === "connected") {
        getJson("/health", AbortSignal.timeout(5_000)).catch(() => live.drop());
      }
    };
    const beat = setInterval(() => {
      if (Date.now() - live.heardAt > SILENT_FOR) {
        ask();
      }
    }, 5_000);
    const retry = () => live.retryNow();
    window.addEventListener("online", retry);
    window.addEventListener("offline", ask);
    document.addEventListener("visibilitychange", retry);
    return () => {
      clearInterval(beat);
      window.removeEventListener("online", retry);
      window.removeEventListener("offline", ask);
      document.removeEventListener("visibilitychange", retry);
    };
  }, [live]);
}

/** Whether the server has another page than this one by now, as after an upgrade. */
export function useIsOutdatedPage(): boolean {
  const live = useLive();
  const [isOutdated, setOutdated] = useState(false);
  useEffect(() => {
    // Its name carries a hash of what it holds.
    const script = document.querySelector("script[type=module][src]")?.getAttribute("src");
    const compare = async () => {
      const page = await getPage();
      setOutdated(page.includes("<script") && !page.includes(script ?? ""));
    };
    return live.onOpen(() => void compare().catch(() => undefined));
  }, [live]);
  return isOutdated;
}
