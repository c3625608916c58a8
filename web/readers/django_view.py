"""A Django view that asks for the visitor's choice. cookies_preferences.py lies beside it."""

from django.http import JsonResponse

from cookies_preferences import choose, read, values


def view(request):
    choice = read(request.META.get("HTTP_COOKIE", "")) or {}
    return JsonResponse({"measure": choice.get("matomo", False)})


def choice_in_cookies(request):
    """The choice in request.COOKIES, or None.

    Django keeps one value for each name there, the last that the browser sent, and
    takes quotes off. Another host of the domain can plant a second cookie of the
    name: where the header holds anything but that one value, nothing is allowed.
    To read the header, as above, tells which of several is the visitor's.
    """
    value = request.COOKIES.get("cookies_preferences", "")
    return choose([value]) if values(request.META.get("HTTP_COOKIE", "")) == [value] else None
