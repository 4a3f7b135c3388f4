"""
Read a file with the Gephi toolkit and say as JSON what it sees: `python timeline.py JAR FILE DAY…`.

A day is looked at through Gephi's own dynamic range filter, the one that its timeline moves. This is a program of
its own, since a process can start one Java only, and Gephi's must not meet that of the embedded engine.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import jpype

DAY = 24 * 60 * 60 * 1000 - 1


def read(jar: str, file: str, days: list[str]) -> dict[str, Any]:
    # A process that lives for seconds is served best by the quick compiler.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    jpype.startJVM(
        jpype.getDefaultJVMPath(), "-Xmx512m", *quick, "-Djava.awt.headless=true", classpath=[jar]
    )
    lookup = jpype.JClass("org.openide.util.Lookup").getDefault().lookup

    def service(name: str) -> Any:
        return lookup(jpype.JClass(f"org.gephi.{name}"))

    service("project.api.ProjectController").newProject()
    workspace = service("project.api.ProjectController").getCurrentWorkspace()
    importer = service("io.importer.api.ImportController")
    container = importer.importFile(jpype.JClass("java.io.File")(file))
    report = container.getReport()
    importer.process(
        container, jpype.JClass("org.gephi.io.processor.plugin.DefaultProcessor")(), workspace
    )
    model = service("graph.api.GraphController").getGraphModel(workspace)
    bounds = model.getTimeBounds()
    return {
        "issues": [
            str(one.getMessage())
            for one in report.getIssuesList(100)
            if str(one.getLevel()) != "INFO"
        ],
        "dynamic": bool(model.isDynamic()),
        "bounds": [date_of(bounds.getLow()), date_of(bounds.getHigh())],
        "whole": graph(model.getGraph(), None),
        "days": {day: seen(model, service("filters.api.FilterController"), day) for day in days},
    }


def seen(model: Any, filters: Any, day: str) -> dict[str, Any]:
    """Return what Gephi shows when its timeline is set to one day, from midnight to midnight."""
    low = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000
    dynamic = jpype.JClass(
        "org.gephi.filters.plugin.dynamic.DynamicRangeBuilder$DynamicRangeFilter"
    )(model)
    number = jpype.JClass("java.lang.Double")
    dynamic.setRange(jpype.JClass("org.gephi.filters.api.Range")(number(low), number(low + DAY)))
    view = filters.filter(filters.createQuery(dynamic))
    return graph(model.getGraph(view), low)


def graph(seen: Any, at: float | None) -> dict[str, Any]:
    return {
        "nodes": {str(one.getId()): attributes(one, at) for one in seen.getNodes().toArray()},
        "edges": [
            [
                *sorted(str(end.getId()) for end in (one.getSource(), one.getTarget())),
                attributes(one, at),
            ]
            for one in seen.getEdges().toArray()
        ],
    }


def attributes(element: Any, at: float | None) -> dict[str, str]:
    """Return the attributes that come from the file; of those that change, the value at a moment."""
    found = {}
    for column in element.getTable():
        if not column.isProperty():
            value = element.getAttribute(column)
            if column.isDynamic() and value is not None:
                value = None if at is None else value.get(interval(at, at), column.getEstimator())
            found[str(column.getTitle())] = "" if value is None else str(value)
    return found


def interval(low: float, high: float) -> Any:
    return jpype.JClass("org.gephi.graph.api.Interval")(low, high)


def date_of(moment: float) -> str:
    return str(datetime.fromtimestamp(moment / 1000, tz=UTC).date())


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1], sys.argv[2], sys.argv[3:])))
