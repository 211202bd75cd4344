import type { ArrowTable } from "@/core/arrow/decode";
import type { FrameHeader, LiveMessage, LiveRequest } from "./live-messages";

/** Rows as they arrive on the live connection. */
export interface ResultFrame {
  header: FrameHeader;
  table: ArrowTable;
}

export type Decode = (bytes: ArrayBuffer) => Promise<ResultFrame>;

export type ConnectionState =
  | { state: "idle" }
  | { state: "connecting" }
  | { state: "connected"; since: number }
  | { state: "reconnecting"; since: number }
  | { state: "offline"; since: number };

export interface WatchHandlers {
  onMessage?: (message: LiveMessage) => void;
  onFrame?: (frame: ResultFrame) => void;
}

export interface Watch {
  /** Sends the request again under the same id, as when the window of rows changed. */
  update(request: LiveRequest): void;
  ack(frame: number): void;
  close(): void;
}

/** The part of a WebSocket that is used, so that tests can bring their own. */
export interface Socket {
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LiveOptions {
  open: () => Socket;
  decode: Decode;
  now?: () => number;
  random?: () => number;
}

const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
/** Failing for so long is no longer a hiccup. */
const OFFLINE_AFTER = 6_000;
/** A network that swallows everything would let a try hang for minutes. */
const LONGEST_TRY = 15_000;

interface Entry {
  request: LiveRequest;
  handlers: WatchHandlers;
}

/**
 * One WebSocket for the whole page. Watches survive a broken connection: they are sent again as
 * soon as it is back.
 */
export class LiveConnection {
  private socket: Socket | null = null;
  private isOpen = false;
  private readonly watches = new Map<string, Entry>();
  private readonly listeners = new Set<() => void>();
  private readonly openListeners = new Set<() => void>();
  private current: ConnectionState = { state: "idle" };
  private lostAt = 0;
  private heard = 0;
  private attempts = 0;
  /** The end of waiting: for the next try, or for one to succeed. */
  private timer: ReturnType<typeof setTimeout> | null = null;
  private nextId = 1;

  constructor(private readonly options: LiveOptions) {}

  get state(): ConnectionState {
    return this.current;
  }

  /** When the server was last heard, in epoch milliseconds. */
  get heardAt(): number {
    return this.heard;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Called whenever the connection is there again; what was missed can be asked for then. */
  onOpen(listener: () => void): () => void {
    this.openListeners.add(listener);
    return () => this.openListeners.delete(listener);
  }

  watch(request: LiveRequest, handlers: WatchHandlers): Watch {
    const id = `w${this.nextId++}`;
    const entry: Entry = { request, handlers };
    this.watches.set(id, entry);
    this.connect();
    this.sendText({ id, ...request });
    return {
      update: (changed) => {
        entry.request = changed;
        this.sendText({ id, ...changed });
      },
      ack: (frame) => this.sendText({ op: "ack", id, frame }),
      close: () => {
        if (this.watches.delete(id)) {
          this.sendText({ op: "unwatch", id });
        }
      },
    };
  }

  /** Tries at once instead of waiting for the next try, as when the machine is online again. */
  retryNow(): void {
    if (this.socket === null && this.watches.size > 0) {
      this.clearTimer();
      this.open();
    }
  }

  /** Drops a connection that turned out to be dead, and tries anew. */
  drop(): void {
    const socket = this.socket;
    if (socket !== null) {
      this.lost(this.isOpen ? this.heard : this.now());
      socket.close();
    }
  }

  stop(): void {
    this.clearTimer();
    this.watches.clear();
    const socket = this.socket;
    this.socket = null;
    this.isOpen = false;
    socket?.close();
    this.set({ state: "idle" });
  }

  private connect(): void {
    if (this.socket === null && this.timer === null) {
      this.set({ state: "connecting" });
      this.open();
    }
  }

  private open(): void {
    const socket = this.options.open();
    this.socket = socket;
    this.timer = setTimeout(() => this.drop(), LONGEST_TRY);
    socket.onopen = () => this.opened(socket);
    socket.onclose = () => {
      if (this.socket === socket) {
        this.lost();
      }
    };
    socket.onmessage = (event) => {
      if (this.socket === socket) {
        this.received(event.data);
      }
    };
  }

  private opened(socket: Socket): void {
    if (this.socket !== socket) {
      return;
    }
    this.clearTimer();
    this.isOpen = true;
    this.attempts = 0;
    this.heard = this.now();
    this.set({ state: "connected", since: this.now() });
    for (const [id, { request }] of this.watches) {
      this.sendText({ id, ...request });
    }
    for (const listener of this.openListeners) {
      listener();
    }
  }

  private lost(at = this.now()): void {
    const wasOpen = this.isOpen;
    this.socket = null;
    this.isOpen = false;
    this.clearTimer();
    if (this.watches.size === 0) {
      this.set({ state: "idle" });
      return;
    }
    if (wasOpen || this.lostAt === 0 || this.current.state === "connecting") {
      this.lostAt = at;
    }
    const isLong = this.now() - this.lostAt >= OFFLINE_AFTER;
    this.set({ state: isLong ? "offline" : "reconnecting", since: this.lostAt });
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.attempts);
    this.attempts++;
    const jitter = 0.75 + (this.options.random ?? Math.random)() / 2;
    this.timer = setTimeout(() => this.open(), wait * jitter);
  }

  private received(data: unknown): void {
    this.heard = this.now();
    if (typeof data === "string") {
      const message: LiveMessage = JSON.parse(data);
      if (message.id !== null) {
        this.watches.get(message.id)?.handlers.onMessage?.(message);
      }
    } else if (data instanceof ArrayBuffer) {
      this.options.decode(data).then(
        (frame) => this.watches.get(frame.header.id)?.handlers.onFrame?.(frame),
        (error: unknown) => console.error("a result frame could not be read", error),
      );
    }
  }

  private sendText(message: object): void {
    if (this.isOpen) {
      this.socket?.send(JSON.stringify(message));
    }
  }

  private set(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.listeners) {
      listener();
    }
  }

  private clearTimer(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}
