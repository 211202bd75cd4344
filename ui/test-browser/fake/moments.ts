import type { ResultMoment } from "@/api/generated/schemas";
import type { FrameHeader, StepHead } from "@/api/live-messages";
import { encode, type FakeColumn, message, type Row } from "./results";

/** One change of a fake table; an update is one change. */
export interface FakeStep {
  arrivedAt: number;
  before: Row | null;
  after: Row | null;
}

/** Steps told with a moment. */
const TOLD = 20;

/** The table of a fake result as it was, and what led there. */
export class FakeMoments {
  readonly steps: FakeStep[] = [];
  /** Earlier moments are not held. */
  first = 0;
  /** How long an answer takes. */
  delayMillis = 0;

  private resolve(at: string): number {
    const isCount = /^\d+$/.test(at);
    const time = Date.parse(at);
    const found = isCount ? Number(at) : this.steps.findLastIndex((it) => it.arrivedAt <= time) + 1;
    return Math.min(found, this.steps.length);
  }

  isHeld(at: string): boolean {
    return this.resolve(at) >= this.first;
  }

  frames(
    id: string,
    frame: number,
    columns: readonly FakeColumn[],
    at: string,
    offset: number,
    limit: number,
  ): Uint8Array[] {
    const count = this.resolve(at);
    const rows = this.table(count);
    const moment = this.moment(count);
    const shown = rows.slice(offset, offset + limit);
    const told = this.steps.slice(Math.max(0, count - TOLD), count);
    const began = count - told.length;
    const base = { id, frame, offset: 0, moment };
    const header: FrameHeader = {
      ...base,
      offset,
      rows: shown.length,
      total: rows.length,
      view: "table",
    };
    const stepRows = told.flatMap(({ before, after }) => [before ?? [], after ?? []]);
    const stepHeader: FrameHeader = {
      ...base,
      rows: stepRows.length,
      total: told.length,
      view: "steps",
      steps: told.map(
        (step, i): StepHead => ({
          at: began + i + 1,
          arrivedAt: step.arrivedAt,
          op: step.after === null ? 3 : step.before === null ? 0 : 2,
          before: step.before !== null,
          after: step.after !== null,
        }),
      ),
    };
    return [
      message(header, encode(columns, shown)),
      message(
        stepHeader,
        encode(
          columns,
          stepRows.filter((row) => row.length > 0),
        ),
      ),
    ];
  }

  private table(count: number): Row[] {
    const rows: Row[] = [];
    for (const { before, after } of this.steps.slice(0, count)) {
      const place = before === null ? rows.length : rows.indexOf(before);
      rows.splice(place, before === null ? 0 : 1, ...(after === null ? [] : [after]));
    }
    return rows;
  }

  private moment(at: number): ResultMoment {
    const { first, steps } = this;
    const last = steps.length;
    const timeOf = (step: FakeStep | undefined) =>
      step === undefined ? null : new Date(step.arrivedAt).toISOString();
    const isTogether = (one: number, other: number) =>
      steps[one]?.arrivedAt === steps[other]?.arrivedAt;
    let previousFrame = at - 1;
    while (previousFrame > first && isTogether(previousFrame - 1, at - 1)) {
      previousFrame--;
    }
    let nextFrame = at + 1;
    while (nextFrame < last && isTogether(nextFrame, at)) {
      nextFrame++;
    }
    return {
      at,
      arrivedAt: timeOf(steps[at - 1]),
      previous: at > first ? at - 1 : null,
      next: at < last ? at + 1 : null,
      previousFrame: at > first ? previousFrame : null,
      nextFrame: at < last ? nextFrame : null,
      nextAt: timeOf(steps[at]),
      first,
      firstAt: timeOf(steps[first]),
      last,
      lastAt: timeOf(steps[last - 1]),
    };
  }
}
