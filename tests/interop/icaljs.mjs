// Reads a calendar with ical.js (Thunderbird's, Nextcloud's reader) and prints each event's occurrences as JSON.
//   node icaljs.mjs FILE MOST
import fs from "node:fs";
import ICAL from "ical.js";

const [file, most] = [process.argv[2], Number(process.argv[3])];
const two = (n) => String(n).padStart(2, "0");
const said = (t) =>
  t.isDate
    ? `${t.year}-${two(t.month)}-${two(t.day)}`
    : new Date(t.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = {};
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const occurrences = [];
  if (event.isRecurring()) {
    const iterator = event.iterator();
    for (let next; occurrences.length < most && (next = iterator.next()); ) {
      const details = event.getOccurrenceDetails(next);
      occurrences.push([said(details.startDate), said(details.endDate)]);
    }
  } else {
    occurrences.push([said(event.startDate), said(event.endDate)]);
  }
  events[event.uid] = { status: component.getFirstPropertyValue("status"), summary: event.summary, occurrences };
}
console.log(JSON.stringify(events));
