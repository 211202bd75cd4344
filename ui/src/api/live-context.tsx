import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import { API, getJson } from "./client";
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

/** A machine that slept wakes with a dead connection that looks open; this notices. */
export function useConnectionCare(live: LiveConnection): void {
  useEffect(() => {
    let last = Date.now();
    const beat = setInterval(() => {
      const slept = Date.now() - last > 20_000;
      last = Date.now();
      if (slept && live.state.state === "connected") {
        getJson("/health", AbortSignal.timeout(5_000)).catch(() => live.drop());
      }
    }, 5_000);
    const retry = () => live.retryNow();
    window.addEventListener("online", retry);
    document.addEventListener("visibilitychange", retry);
    return () => {
      clearInterval(beat);
      window.removeEventListener("online", retry);
      document.removeEventListener("visibilitychange", retry);
    };
  }, [live]);
}
