import { toWire, wireKey } from '../../lib/definition/wire-keys.js';
import type { JobMetrics } from '../../lib/jobs/job-monitor.js';
import type { EngineMetrics } from '../../lib/engine-queries.js';

/**
 * How an engine is doing, for those who manage a company. Jobs work for all companies: what they have counted, and what
 * their errors say, is shown only to those who belong to none.
 */
export function presentMetrics(metrics: EngineMetrics, company: string): object {
  const { jobs, actionRuns, seats, steps, attachments, blockedAttachments } = metrics;
  const isFailing = Object.values(jobs).some(({ consecutiveFailures }) => consecutiveFailures > 0);
  const shown = Object.entries(jobs).map(([name, job]) => [wireKey(name), presentJob(job, company === '')]);
  const blocked = blockedAttachments.map(({ id, blockedReason }) => ({
    attachment_id: id,
    blocked_reason: blockedReason,
  }));
  return {
    status: isFailing || blocked.length > 0 ? 'degraded' : 'ok',
    jobs: Object.fromEntries(shown) as object,
    action_runs: toWire(actionRuns),
    seats,
    steps,
    attachments,
    ...(blocked.length === 0 ? {} : { blocked_attachments: blocked }),
  };
}

function presentJob({ counts, lastError, ...job }: JobMetrics, isWhole: boolean): object {
  if (!isWhole) return toWire(job);
  return { ...toWire(job), counts: counts === null ? null : toWire(counts), last_error: lastError };
}
