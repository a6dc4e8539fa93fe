#!/usr/bin/env bash
# Fetch the report's charting library and map geometry anew into tallybook/report/static/vendor. Needs node and npm;
# nobody who builds or reads a report needs this script. NOTICE credits what it brings.
set -euo pipefail
vendor="$(cd "$(dirname "$0")/.." && pwd)/tallybook/report/static/vendor"
room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
cd "$room"
npm init --yes >/dev/null
npm install --silent @observablehq/plot@0.6.17 d3@7.9.2 topojson-client@3.1.0 world-atlas@2.0.2 \
    hyparquet-writer@0.17.0 i18n-iso-countries@7.14.0 esbuild@0.28.2

mkdir -p "$vendor"
cp node_modules/d3/dist/d3.min.js node_modules/@observablehq/plot/dist/plot.umd.min.js \
    node_modules/topojson-client/dist/topojson-client.min.js "$vendor"
# As a classic script, because browsers load no modules from disk.
echo 'export { parquetWriteBuffer } from "hyparquet-writer";' >parquet.js
npx esbuild parquet.js --bundle --minify --format=iife --global-name=parquetWriter --outfile="$vendor/parquet-writer.min.js" \
    --banner:js="// hyparquet-writer 0.17.0 and hyparquet, MIT, https://github.com/platypii/hyparquet-writer" --log-level=warning
# Countries under their two-letter codes. The atlas gives no code to places that are not in ISO 3166-1.
node -e '
const codes = require("i18n-iso-countries"), atlas = require("world-atlas/countries-50m.json");
for (const country of atlas.objects.countries.geometries) {
  country.id = country.id ? codes.numericToAlpha2(country.id) : ({ Kosovo: "XK" })[country.properties.name];
}
delete atlas.objects.land;
console.log("// world-atlas 2.0.2, ISC, from Natural Earth (public domain)\ntally.receive(\"world\"," + JSON.stringify(atlas) + ");");
' >"$vendor/world.js"
