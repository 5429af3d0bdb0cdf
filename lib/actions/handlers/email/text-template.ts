import { LRUCache } from 'lru-cache';
import type { TemplateSpans } from 'mustache';
import { lazy } from '../../../lazy.js';
import { mustache } from '../../../libraries.js';

/** Turns a value into what stands in its place. */
export type SpellValue = (text: string) => string;

/** A template that is ready to be rendered. @throws Error where the result would be too large */
export type TextTemplate = (view: Readonly<Record<string, unknown>>, spell: SpellValue) => string;

/** Characters, and looks at the view, that one rendering may take: lists in lists must not stall the process. */
const MAXIMUM_WORK = 2_000_000;

const CACHED_TEMPLATES = 500;

const cache = new LRUCache<string, TextTemplate>({ max: CACHED_TEMPLATES });

/** What is left out of Mustache, and why. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['&', 'values are always escaped: write {{name}}'],
  ['>', 'there are no partials'],
  ['=', 'the delimiters stay {{ and }}'],
]);

/**
 * Reads a template in Mustache, https://mustache.github.io: `{{name}}`, `{{#section}}…{{/section}}`,
 * `{{^section}}…{{/section}}` and `{{! comments }}`. It sees data only: nothing of a prototype, and no function runs.
 *
 * @throws Error that says what is wrong with it
 */
export function compileTemplate(template: string): TextTemplate {
  const cached = cache.get(template);
  if (cached !== undefined) return cached;
  const compiled = compile(template);
  cache.set(template, compiled);
  return compiled;
}

function compile(template: string): TextTemplate {
  // A writer of its own: the shared one keeps every template for good.
  const writer = new (mustache().Writer)();
  requireKnown(writer.parse(template) as TemplateSpans);
  return (view, spell) => {
    const meter = new Meter();
    const escape = (value: unknown): string => {
      const text = spell(textOf(value));
      meter.spend(text.length);
      return text;
    };
    const context = new (dataContext())(view, { meter, size: template.length });
    return writer.render(template, context, undefined, {
      escape,
    });
  };
}

function requireKnown(spans: TemplateSpans): void {
  for (const [type, , , , inner] of spans) {
    const reason = REFUSED.get(type);
    if (reason !== undefined) throw new Error(reason);
    if (Array.isArray(inner)) requireKnown(inner);
  }
}

/** A value as text: people and places by their name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return 'name' in value && typeof value.name === 'string' ? value.name : JSON.stringify(value);
}

class Meter {
  #left = MAXIMUM_WORK;

  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new Error('the text would be too large');
  }
}

interface Rendering {
  readonly meter: Meter;
  /** Characters of the template, the most that one entry of a list can add by itself. */
  readonly size: number;
}

/** What a template sees at one place of it: own properties of data, innermost section first. */
const dataContext = lazy(
  () =>
    class DataContext extends mustache().Context {
      readonly #value: unknown;
      readonly #rendering: Rendering;
      readonly #outer: DataContext | undefined;

      constructor(value: unknown, rendering: Rendering, outer?: DataContext) {
        super(value, outer);
        this.#value = value;
        this.#rendering = rendering;
        this.#outer = outer;
      }

      override push(value: unknown): DataContext {
        this.#rendering.meter.spend(this.#rendering.size);
        return new DataContext(value, this.#rendering, this);
      }

      override lookup(name: string): unknown {
        this.#rendering.meter.spend(1);
        if (name === '.') return this.#value;
        const [first = '', ...rest] = name.split('.');
        return rest.reduce<unknown>(ownProperty, this.#find(first));
      }

      #find(name: string): unknown {
        const value = ownProperty(this.#value, name);
        if (value !== undefined || this.#outer === undefined) return value;
        return this.#outer.#find(name);
      }
    },
);

function ownProperty(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
  return typeof value === 'function' ? undefined : value;
}
