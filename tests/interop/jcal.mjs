// The jCal that ical.js makes of a calendar.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

console.log(JSON.stringify(ICAL.parse(readFileSync(process.argv[2], "utf-8"))));
