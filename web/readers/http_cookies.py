"""The visitor's choice by Python's http.cookies. cookies_preferences.py lies beside it."""

from http.cookies import CookieError, SimpleCookie

from cookies_preferences import choose


def choice_in(header):
    """The choice in a Cookie header, or None.

    SimpleCookie keeps the last value of a name, without its quotes, and nobody sees
    that there were several; it gives up on all cookies at the first that it finds
    malformed. Where that matters, take cookies_preferences.read(header).
    """
    try:
        cookie = SimpleCookie(header).get("cookies_preferences")
    except CookieError:
        return None
    return choose([cookie.value]) if cookie else None
