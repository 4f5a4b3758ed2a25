"""Reads a calendar with libical (Evolution's, GNOME's reader) through GObject, and prints its events as JSON.

Runs under the system's Python, which alone sees Debian's bindings:  /usr/bin/python3 libical.py FILE MOST
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402  after the version


def said(time: ICalGLib.Time) -> str:
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    utc = time.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    day = f"{utc.get_year():04}-{utc.get_month():02}-{utc.get_day():02}"
    return f"{day}T{utc.get_hour():02}:{utc.get_minute():02}:{utc.get_second():02}Z"


def faults(component: ICalGLib.Component) -> list[str]:
    found = []
    error = component.get_first_property(ICalGLib.PropertyKind.XLICERROR_PROPERTY)
    while error is not None:
        found.append(error.get_xlicerror())
        error = component.get_next_property(ICalGLib.PropertyKind.XLICERROR_PROPERTY)
    inside = component.get_first_component(ICalGLib.ComponentKind.ANY_COMPONENT)
    while inside is not None:
        found += faults(inside)
        inside = component.get_next_component(ICalGLib.ComponentKind.ANY_COMPONENT)
    return found


def main() -> None:
    calendar = ICalGLib.Parser.parse_string(Path(sys.argv[1]).read_bytes().decode())
    ICalGLib.restriction_check(calendar)
    events = {}
    component = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while component is not None:
        events[component.get_uid()] = [said(component.get_dtstart()), said(component.get_dtend())]
        component = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    print(json.dumps({"events": events, "errors": faults(calendar)}))


main()
