import { readFrame, type WorkerAnswer, type WorkerOrder } from "./frames";

self.onmessage = (event: MessageEvent<WorkerOrder>) => {
  const { ticket, bytes } = event.data;
  let answer: WorkerAnswer;
  try {
    answer = { ticket, frame: readFrame(bytes) };
  } catch (error) {
    answer = { ticket, error: String(error) };
  }
  self.postMessage(answer);
};
