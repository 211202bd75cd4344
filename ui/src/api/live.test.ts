import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSocket } from "@/test/fake-socket";
import { LiveConnection } from "./live";
import type { LiveRequest } from "./live-messages";

const REQUEST: LiveRequest = {
  op: "watch-result",
  result: "r1",
  offset: 0,
  limit: 60,
  view: "table",
  columns: null,
  tail: false,
  arrangement: null,
  at: null,
};

describe("LiveConnection", () => {
  let sockets: FakeSocket[];
  let live: LiveConnection;

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    sockets = [];
    live = new LiveConnection({
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      decode: async (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
      random: () => 0.5,
    });
  });
  afterEach(() => {
    live.stop();
    vi.useRealTimers();
  });

  it("connects with the first watch and sends it once open", () => {
    expect(live.state).toEqual({ state: "idle" });
    live.watch(REQUEST, {});
    expect(live.state).toEqual({ state: "connecting" });
    sockets[0]?.opens();
    expect(live.state).toEqual({ state: "connected", since: 1_000_000 });
    expect(sockets[0]?.sent).toEqual([{ id: "w1", ...REQUEST }]);
  });

  it("hands frames and messages to their watch, and sends acks", async () => {
    const frames: unknown[] = [];
    const messages: unknown[] = [];
    const watch = live.watch(REQUEST, {
      onFrame: (frame) => frames.push(frame.header.frame),
      onMessage: (message) => messages.push(message.op),
    });
    sockets[0]?.opens();
    sockets[0]?.receives(JSON.stringify({ op: "result", id: "w1", info: {} }));
    sockets[0]?.receives(JSON.stringify({ op: "result", id: "w9", info: {} }));
    const frame = new TextEncoder().encode(JSON.stringify({ header: { id: "w1", frame: 7 } }));
    sockets[0]?.receives(frame.buffer);
    await vi.advanceTimersByTimeAsync(0);
    watch.ack(7);
    expect(messages).toEqual(["result"]);
    expect(frames).toEqual([7]);
    expect(sockets[0]?.sent.at(-1)).toEqual({ op: "ack", id: "w1", frame: 7 });
  });

  it("comes back after a loss and asks again for the latest window", async () => {
    const watch = live.watch(REQUEST, {});
    const opened = vi.fn();
    live.onOpen(opened);
    sockets[0]?.opens();
    watch.update({ ...REQUEST, offset: 400 });
    sockets[0]?.breaks();
    expect(live.state).toEqual({ state: "reconnecting", since: 1_000_000 });
    watch.update({ ...REQUEST, offset: 800 });
    await vi.advanceTimersByTimeAsync(300);
    sockets[1]?.opens();
    expect(sockets[1]?.sent).toEqual([{ id: "w1", ...REQUEST, offset: 800 }]);
    expect(opened).toHaveBeenCalledTimes(2);
  });

  it("waits longer each time, and says since when it is offline", async () => {
    live.watch(REQUEST, {});
    sockets[0]?.opens();
    sockets[0]?.breaks();
    for (let i = 1; i < 8; i++) {
      await vi.advanceTimersByTimeAsync(10_500);
      sockets[i]?.breaks();
    }
    expect(live.state).toEqual({ state: "offline", since: 1_000_000 });
    const tries = sockets.length;
    await vi.advanceTimersByTimeAsync(9_000);
    expect(sockets).toHaveLength(tries);
    live.retryNow();
    expect(sockets).toHaveLength(tries + 1);
  });

  it("gives up a try that is neither refused nor answered", async () => {
    live.watch(REQUEST, {});
    await vi.advanceTimersByTimeAsync(15_300);
    expect(sockets).toHaveLength(2);
    sockets[1]?.opens();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(2);
    expect(live.state.state).toBe("connected");
  });

  it("says of a dead connection when it was last heard", async () => {
    live.watch(REQUEST, {});
    sockets[0]?.opens();
    await vi.advanceTimersByTimeAsync(4_000);
    sockets[0]?.receives(JSON.stringify({ op: "status", id: "w9" }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(live.heardAt).toBe(1_004_000);
    live.drop();
    expect(live.state).toEqual({ state: "offline", since: 1_004_000 });
    await vi.advanceTimersByTimeAsync(300);
    expect(sockets).toHaveLength(2);
  });

  it("forgets a closed watch", () => {
    const watch = live.watch(REQUEST, {});
    sockets[0]?.opens();
    watch.close();
    expect(sockets[0]?.sent.at(-1)).toEqual({ op: "unwatch", id: "w1" });
  });
});
