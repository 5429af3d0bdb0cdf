import assert from 'node:assert/strict';

/** Checks that an error is the driver's own, with this code, as Sequelize passes it on. */
export function hasCode(code: string): (error: unknown) => true {
  return (error) => {
    const { original } = error as { readonly original?: { readonly code?: unknown } };
    assert.equal(original?.code, code, String(error));
    return true;
  };
}
