import type { Socket } from "@/api/live";

/** A socket that the test opens, feeds and breaks. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: unknown[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {}

  opens(): void {
    this.onopen?.();
  }

  receives(data: unknown): void {
    this.onmessage?.({ data });
  }

  breaks(): void {
    this.onclose?.();
  }
}
