import type { Measured } from './rounds.js';

/** What was measured, by how many approvals ran at a time. */
export type Results = ReadonlyMap<number, readonly Measured[]>;

/** Prints the ratios, and then, with a warning, what they are made of. */
export function report(results: Results, statements: ReadonlyMap<string, number>): void {
  const widths = [...results.keys()].map((width) => `${width} at a time`);
  const names = [...statements.keys()];
  const ratio = (over: string, under: string, what: 'rates' | 'cpu') =>
    [...results.values()].map((measured) =>
      spread(quotients(find(measured, over)[what], find(measured, under)[what])),
    );
  const others = names.filter((name) => name !== 'product');

  print([
    ['approvals a second', ...widths],
    ...others.map((name) => [`product / ${name}`, ...ratio('product', name, 'rates')]),
    ['idiomatic / floor', ...ratio('idiomatic', 'floor', 'rates')],
  ]);
  print([
    ['CPU of the host an approval', ...widths],
    ...others.map((name) => [`${name} / product`, ...ratio(name, 'product', 'cpu')]),
  ]);
  print([['statements a request', ''], ...[...statements].map(([name, count]) => [name, count.toFixed(1)])]);
  console.log('\nThe figures below mean nothing on another machine, or on this one at another time:');
  print([
    ['a second; CPU ms an approval', ...widths],
    ...names.map((name) => [
      name,
      ...[...results.values()].map((measured) => {
        const { rates, cpu } = find(measured, name);
        return `${median(rates).toFixed(0)}; ${median(cpu).toFixed(2)}`;
      }),
    ]),
  ]);
}

function find(measured: readonly Measured[], name: string): Measured {
  const found = measured.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not measured.`);
  return found;
}

/** One quotient for each round. */
function quotients(over: readonly number[], under: readonly number[]): number[] {
  return over.map((value, round) => value / (under[round] ?? NaN));
}

/** The median of the rounds, with the least and the most. */
function spread(values: readonly number[]): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function print([heads = [], ...rows]: readonly (readonly string[])[]): void {
  const line = ([first = '', ...cells]: readonly string[]): string =>
    `  ${first.padEnd(30)}${cells.map((cell) => cell.padEnd(20)).join('')}`.trimEnd();
  console.log(`\n${[heads, ...rows].map(line).join('\n')}`);
}
