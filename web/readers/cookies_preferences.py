"""Reads the cookie cookies_preferences, as Go's package banner/preferences does.

Copy this file beside yours: it needs nothing but the standard library of Python
3.9 or newer. banner/preferences/testdata/cookies.json holds it to the same cases.
"""

import json
import re
import time
from urllib.parse import unquote

NAME = "cookies_preferences"
OPTIONAL = "statistics internal third_party ga matomo xiti at piano eulerian".split()

MAX_SIZE = 4096  # bytes of name and value
AHEAD = 24 * 3600 * 1000  # ms that a choice may be dated ahead: clocks disagree
LIFETIME = 180 * 24 * 3600 * 1000  # ms that a choice holds

SERVICE = re.compile(r"(?!(?:asked|charter|timestamp)\Z)[a-z][a-z0-9-]{1,31}")
VERSION = re.compile(r"[A-Za-z0-9_.-]{1,32}")
MALFORMED = re.compile("%(?![0-9A-Fa-f]{2})|\ufffd")  # U+FFFD: it was not UTF-8


def read(header, version="", now=None):
    """Returns the choice in a Cookie header, or None: nothing optional is allowed then.

    header is as WSGI and ASGI frameworks give it, of characters up to U+00FF.
    It has True or False for each category, tracker and service that the visitor was
    asked about. version is that of the charter on the page, "" if it has none: a choice
    for another version doesn't count. now is in milliseconds since 1970.
    """
    return choose(values(header), version, now)


def allows_exempt(choice, name, gpc=False):
    """Reports whether a tracker that is exempt from consent may measure (data-exempt).

    choice is what read returns without a version: one about an earlier charter still
    objects. gpc is whether the request has the header Sec-GPC: 1, which objects for a
    visitor who has not chosen.
    """
    return not gpc if choice is None else choice[name]


def values(header):
    """Returns the values of all cookies of the name in a Cookie header, in its order."""
    found = []
    for pair in header.encode("latin-1", "replace").split(b";"):
        name, _, value = pair.partition(b"=")
        if name.strip(b" \t") == NAME.encode():
            found.append(value.strip(b" \t").decode("utf-8", "replace"))
    return found


def choose(values, version="", now=None):
    """Returns the choice among the values of all cookies of the name.

    Another host of the domain may have planted some: the newest valid one wins,
    whatever their order. If several of the same time differ, the visitor's
    cannot be told apart, and everything optional is refused.
    """
    now = time.time() * 1000 if now is None else now
    newest = None
    for value in values:
        choice = decode(value, now)
        if choice is None:
            continue
        if newest is None or choice["timestamp"] > newest["timestamp"]:
            newest = choice
        elif choice["timestamp"] == newest["timestamp"] and choice != newest:
            newest = refuse_all(newest, choice)
    charter = newest.get("charter") if newest else None
    # One choice may count for the charters of several portals of a domain.
    fits = [charter, *(charter or "").split("--")]
    if charter and VERSION.fullmatch(version) and version not in fits:
        return None
    return newest


def refuse_all(one, other):
    """Returns the refusal that two different choices of the same time amount to."""
    refused = {"functional_cookies": True}
    for key in list(one)[1:]:
        if key in other and type(one[key]) is bool:
            refused[key] = False
        elif one[key] == other.get(key):
            refused[key] = one[key]
    return refused


def decode(value, now):
    """Returns the choice that one value holds; None if it holds none."""
    try:
        if len(NAME) + len(value.encode()) > MAX_SIZE or MALFORMED.search(value):
            return None
        record = json.loads(unquote(value, errors="strict"), parse_constant=refuse)
        if type(record) is not dict:
            return None
        timestamp = record.get("timestamp")
        if type(timestamp) not in (int, float):
            return None
        timestamp = int(timestamp)
    except (ValueError, OverflowError, RecursionError):
        return None  # malformed, infinite, or nested too deep for Python
    if timestamp <= 0 or not -AHEAD <= now - timestamp < LIFETIME:
        return None

    choice = {"functional_cookies": True}
    for name in ("functional_cookies", *OPTIONAL):
        allowed = record.get(name, False)
        if type(allowed) is not bool:
            return None
        choice[name] = allowed or name == "functional_cookies"
    services = [key for key in record if type(record[key]) is bool
                and SERVICE.fullmatch(key) and key not in OPTIONAL]
    for name in sorted(services):
        choice[name] = record[name]
    if "charter" in record:
        charter = record["charter"]
        if type(charter) is not str or not VERSION.fullmatch(charter):
            return None
        choice["charter"] = charter
    asked = record.get("asked")
    if type(asked) in (int, float) and 0 < asked < 1 << len(OPTIONAL) and asked == int(asked):
        choice["asked"] = int(asked)
    choice["timestamp"] = timestamp
    return choice


def refuse(word):
    """Refuses NaN and Infinity, which Python reads but JSON does not have."""
    raise ValueError(word)
