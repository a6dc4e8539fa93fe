// Pages that are written whole need only the switch of colours.
"use strict";

tally.page();
