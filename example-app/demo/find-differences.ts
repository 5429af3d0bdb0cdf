/**
 * Says where a value differs from what is expected of it. Of an object only the expected keys are looked at; a
 * list must be as long as expected.
 */
export function findDifferences(actual: unknown, expected: unknown, path = 'the answer'): string[] {
  if (Array.isArray(expected)) return findInList(actual, expected, path);
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [describe(path, actual, 'an object')];
    return Object.entries(expected).flatMap(([key, value]) =>
      findDifferences(actual[key], value, `${path}.${key}`),
    );
  }
  return Object.is(actual, expected) ? [] : [describe(path, actual, JSON.stringify(expected))];
}

function findInList(actual: unknown, expected: readonly unknown[], path: string): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return [describe(path, actual, `a list of ${expected.length}`)];
  }
  return expected.flatMap((value, index) => findDifferences(actual[index], value, `${path}[${index}]`));
}

function describe(path: string, actual: unknown, expected: string): string {
  const found = actual === undefined ? 'missing' : JSON.stringify(actual);
  return `${path} is ${found}, expected ${expected}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
