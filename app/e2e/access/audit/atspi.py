"""Writes down in JSON, a line each, what assistive technology is given over AT-SPI.

For each title on its input, it writes the tree of the page in the window with that title, or null:
there may be no such window yet. Meanwhile, it writes what happens in pages.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

EVENTS = [
    "object:state-changed:focused",
    "object:state-changed:checked",
    "object:state-changed:pressed",
    "object:state-changed:expanded",
    "object:state-changed:busy",
    "object:text-changed:insert",
    "object:children-changed:add",
]

STATES = {
    Atspi.StateType.__enum_values__[value].value_nick: state
    for value, state in Atspi.StateType.__enum_values__.items()
}


def write(value):
    print(json.dumps(value, ensure_ascii=False), flush=True)


def children(accessible):
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield child


def text(accessible):
    """The text of an element: there is one character, U+FFFC, for each element in it."""
    if "Text" not in accessible.get_interfaces():
        return ""
    return Atspi.Text.get_text(accessible, 0, Atspi.Text.get_character_count(accessible))


def node(accessible):
    states = accessible.get_state_set()
    return {
        "role": accessible.get_role_name(),
        "name": accessible.get_name() or "",
        "description": accessible.get_description() or "",
        "states": [nick for nick, state in STATES.items() if states.contains(state)],
        "attributes": accessible.get_attributes() or {},
        "text": text(accessible),
    }


def tree(accessible):
    return node(accessible) | {"children": [tree(child) for child in children(accessible)]}


def page(accessible):
    """Finds the page that is shown in a window."""
    if accessible.get_role() == Atspi.Role.DOCUMENT_WEB:
        shown = accessible.get_state_set().contains(Atspi.StateType.SHOWING)
        return accessible if shown else None
    for child in children(accessible):
        found = page(child)
        if found is not None:
            return found
    return None


def answer(title):
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()  # with all that was found in it
    for application in children(desktop):
        application.set_cache_mask(Atspi.Cache.NONE)
        for window in children(application):
            if title in window.get_name():
                found = page(window)
                return found and tree(found)
    return None


def ask(source, _condition):
    line = source.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        write({"tree": answer(line.rstrip("\n"))})
    except GLib.Error:  # something went while we looked
        write({"tree": None})
    return True


def live(accessible):
    """The live region that an element is in."""
    while accessible is not None and accessible.get_role() != Atspi.Role.DOCUMENT_WEB:
        if (accessible.get_attributes() or {}).get("live", "off") != "off":
            return accessible
        accessible = accessible.get_parent()
    return None


def first_live(accessible):
    """The first live region among an element and what it holds."""
    if (accessible.get_attributes() or {}).get("live", "off") != "off":
        return accessible
    return next(filter(None, map(first_live, children(accessible))), None)


def happened(event):
    accessible = event.source
    try:
        accessible.clear_cache()
        kind = event.type.removeprefix("object:")
        region = None
        if kind.startswith(("text-changed", "children-changed")):
            region = live(accessible)
            if region is None and isinstance(event.any_data, Atspi.Accessible):
                region = first_live(event.any_data)
                kind = "region-added"
            if region is None:
                return
        write({
            "event": kind,
            "on": event.detail1 == 1,
            "node": node(accessible),
            "region": tree(region) if region else None,
        })
    except GLib.Error:
        pass  # the element has gone


Atspi.init()
listener = Atspi.EventListener.new(happened)
for kind in EVENTS:
    listener.register(kind)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, ask)
write({"ready": True})
Atspi.event_main()
