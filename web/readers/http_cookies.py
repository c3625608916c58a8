"""The visitor's choice by Python's http.cookies. cookies_preferences.py lies beside it."""

from http.cookies import CookieError, SimpleCookie

from cookies_preferences import choose, values


def choice_in(header):
    """The choice in a Cookie header, or None.

    SimpleCookie keeps the last value of a name, without its quotes, and gives up on
    all cookies at the first that it finds malformed. Where the header holds anything
    but that one value, it may not be the visitor's, and nothing is allowed;
    cookies_preferences.read(header) tells which of several is.
    """
    try:
        cookie = SimpleCookie(header).get("cookies_preferences")
    except CookieError:
        return None
    return choose([cookie.value]) if cookie and values(header) == [cookie.value] else None
