import type { Span, WorkingDays } from './working-days.js';

/** The time that people work between two instants, in order. */
export function* workingSpans(days: WorkingDays, from: number, until: number): Generator<Span> {
  let at = from;
  while (at < until) {
    const day = days.at(at);
    for (const span of day.work) {
      const clipped = { from: Math.max(span.from, at), to: Math.min(span.to, until) };
      if (clipped.from < clipped.to) yield clipped;
    }
    at = day.to;
  }
}

/** The same, the latest first. */
export function* workingSpansBackwards(days: WorkingDays, from: number, until: number): Generator<Span> {
  let at = until;
  while (at > from) {
    const day = days.at(at - 1);
    for (const span of day.work.toReversed()) {
      const clipped = { from: Math.max(span.from, from), to: Math.min(span.to, at) };
      if (clipped.from < clipped.to) yield clipped;
    }
    at = day.from;
  }
}
