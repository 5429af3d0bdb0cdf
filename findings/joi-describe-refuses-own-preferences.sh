#!/usr/bin/env bash
# A Joi schema that answers without labels: `schema.prefs({ errors: { label: false } })`.
#
# Guess: preferences that `prefs()` takes and `validate()` heeds are preferences that `describe()` can tell of; documents and
# generators of test data look into schemas by it.
# Seen with Joi 18.3.2: messages come without labels, as documented, and `describe()` of the same schema throws a
# ValidationError about `preferences.errors.label`: the schema by which Joi checks what it describes knows 'path' and 'key'
# alone. With 'key' in the place of false it describes. So describe a schema before it is given preferences.
#
# Needs node and npm. Exits 0 where this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund joi@18.3.2 >/dev/null
cat > try.cjs <<'JS'
const Joi = require('joi');
const { version } = require('joi/package.json');
const schema = Joi.object({ amount: Joi.number().required() });
const described = (label) => {
  try {
    return schema.prefs({ errors: { label } }).describe().type;
  } catch (error) {
    return `${error.name}: ${error.details[0].path.join('.')}`;
  }
};
console.log(version);
console.log(schema.prefs({ errors: { label: false } }).validate({}).error.message);
console.log(described(false));
console.log(described('key'));
JS
expected='18.3.2
is required
ValidationError: preferences.errors.label
object'
seen=$(node try.cjs)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "This has changed. Expected:"; echo "$expected"; exit 1; }
