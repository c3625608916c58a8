"""A Django view that reads the visitor's choice, with cookies_preferences.py beside it."""

from django.http import JsonResponse

from cookies_preferences import choose, read, values


def view(request):
    choice = read(request.META.get("HTTP_COOKIE", "")) or {}
    return JsonResponse({"measure": choice.get("matomo", False)})


def choice_in_cookies(request):
    """The choice in request.COOKIES, or None.

    Django keeps the last value of each name there, without quotes. Another host of
    the domain can plant a second cookie of the name: unless the header holds that
    one value only, nothing is allowed. Reading the header, as above, tells which of
    several is the visitor's.
    """
    value = request.COOKIES.get("cookies_preferences", "")
    return choose([value]) if values(request.META.get("HTTP_COOKIE", "")) == [value] else None
