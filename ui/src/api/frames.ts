import { decodeStream } from "@/core/arrow/decode";
import type { Decode, ResultFrame } from "./live";
import type { FrameHeader } from "./live-messages";

/** Reads a binary frame: length of the header, header, Arrow stream. */
export function readFrame(bytes: ArrayBuffer): ResultFrame {
  const length = new DataView(bytes).getUint32(0, false);
  const header: FrameHeader = JSON.parse(
    new TextDecoder().decode(new Uint8Array(bytes, 4, length)),
  );
  return { header, table: decodeStream(new Uint8Array(bytes, 4 + length)) };
}

/** Reads frames in a worker, so that a wide one never holds up the page. */
export function workerDecode(worker: Worker): Decode {
  const waiting = new Map<
    number,
    { resolve: (frame: ResultFrame) => void; reject: (error: Error) => void }
  >();
  let ticket = 0;
  worker.onmessage = (event: MessageEvent<WorkerAnswer>) => {
    const { ticket: answered, frame, error } = event.data;
    const caller = waiting.get(answered);
    waiting.delete(answered);
    if (frame !== undefined) {
      caller?.resolve(frame);
    } else {
      caller?.reject(new Error(error ?? "unknown"));
    }
  };
  return (bytes) =>
    new Promise((resolve, reject) => {
      ticket++;
      waiting.set(ticket, { resolve, reject });
      worker.postMessage({ ticket, bytes } satisfies WorkerOrder, [bytes]);
    });
}

export interface WorkerOrder {
  ticket: number;
  bytes: ArrayBuffer;
}

export interface WorkerAnswer {
  ticket: number;
  frame?: ResultFrame;
  error?: string;
}
