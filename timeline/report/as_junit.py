"""JUnit's XML, which every build server shows: a file is a suite, a finding a failed case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree

from timeline.report.locate import Located
from timeline.report.wording import xml_text


def report(located: Sequence[Located]) -> str:
    """One suite a file; without findings one suite with a case that passed, since an empty file counts as broken."""
    by_path: dict[str, list[Located]] = defaultdict(list)
    for one in located:
        by_path[one.path].append(one)
    root = ElementTree.Element("testsuites", name="timeline", tests=str(len(located) or 1), failures=str(len(located)))
    for path, found in by_path.items():
        count = str(len(found))
        suite = ElementTree.SubElement(root, "testsuite", name=xml_text(path), tests=count, failures=count, errors="0")
        for one in found:
            _case(suite, one)
    if not located:
        suite = ElementTree.SubElement(root, "testsuite", name="timeline", tests="1", failures="0", errors="0")
        ElementTree.SubElement(suite, "testcase", name="no findings", classname="timeline")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, one: Located) -> None:
    finding = one.finding
    where = f"{one.path}:{one.start.line}:{one.start.column}"
    name = xml_text(f"{finding.code} {finding.name} at line {one.start.line}, column {one.start.column}")
    case = ElementTree.SubElement(suite, "testcase", name=name, classname=xml_text(one.path), line=str(one.start.line))
    failure = ElementTree.SubElement(case, "failure", type=str(finding.level), message=xml_text(finding.message))
    failure.text = xml_text(f"{where}: {finding.message}")
