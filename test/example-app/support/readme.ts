import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from './child-process.js';

/** A fenced block of the README. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
}

/** A command that the README shows, and what it says comes of it. */
export interface ShownCommand {
  readonly command: string;
  /** Without line breaks and indentation; `…` stands for anything. */
  readonly output: string;
}

/** Reads every fenced block of the README, in order. */
export async function readSnippets(): Promise<readonly Snippet[]> {
  const text = await readFile(join(PROJECT, 'README.md'), 'utf8');
  const blocks = text.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...blocks].map(([, language = '', code = '']) => ({ language, code }));
}

/** The commands of a `console` block: each begins with `$ ` and goes on over indented lines; its output follows. */
export function readCommands(code: string): readonly ShownCommand[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const lines = text.trimEnd().split('\n');
      const size = lines.findIndex((line, index) => index > 0 && !line.startsWith('    '));
      const end = size === -1 ? lines.length : size;
      const output = lines.slice(end).map((line) => line.trim());
      return { command: lines.slice(0, end).join('\n'), output: output.join('') };
    });
}

/** A pattern for what is shown: literally the same, but for `…`. */
export function patternOf(output: string): RegExp {
  const parts = output.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*?')}$`, 's');
}
