import type { Contender } from './contender.js';

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  /** Approvals before the first round, so that compilers have seen the code: by count, however slow the machine is. */
  readonly warmUp: number;
  /** Approvals of each contender in each round. */
  readonly approvals: number;
}

/** What was measured of a contender, round by round. */
export interface Measured {
  readonly name: string;
  /** Approvals a second. */
  readonly rates: number[];
  /** Milliseconds of CPU of the host's process for one approval. */
  readonly cpu: number[];
}

/**
 * Measures so many approvals at a time, in rounds in which all take their turn: ABC, BCA, CAB. Each round meets the same
 * load of the machine, so that its ratios hold where its figures do not.
 */
export async function measure(
  contenders: readonly Contender[],
  width: number,
  { rounds, warmUp, approvals }: Effort,
): Promise<readonly Measured[]> {
  for (const { host, product } of contenders) await host.approveAll(await product.attach(warmUp), width);
  const entries = contenders.map((contender) => {
    const measured: Measured = { name: contender.name, rates: [], cpu: [] };
    return { contender, measured };
  });
  for (let round = 0; round < rounds; round += 1) {
    const first = round % entries.length;
    for (const { contender, measured } of [...entries.slice(first), ...entries.slice(0, first)]) {
      const { host, product } = contender;
      const ids = await product.attach(approvals);
      const cpu = await host.cpu();
      const startedAt = performance.now();
      await host.approveAll(ids, width);
      measured.rates.push((1000 * approvals) / (performance.now() - startedAt));
      measured.cpu.push(((await host.cpu()) - cpu) / approvals);
    }
  }
  return entries.map(({ measured }) => measured);
}
