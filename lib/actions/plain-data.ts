/**
 * Attributes as JSON can carry them: times as ISO 8601 text, big integers as text. Binary data is left out, and what
 * no database would have given.
 */
export function toPlainData(
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const carried = Object.entries(attributes).filter(([, value]) => !ArrayBuffer.isView(value));
  const text = JSON.stringify(Object.fromEntries(carried), (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
