"""A Django view that asks for the visitor's choice. cookies_preferences.py lies beside it."""

from django.http import JsonResponse

from cookies_preferences import choose, read


def view(request):
    choice = read(request.META.get("HTTP_COOKIE", "")) or {}
    return JsonResponse({"measure": choice.get("matomo", False)})


def choice_in_cookies(request):
    """The choice in request.COOKIES, or None.

    Django keeps one value for each name there, the last that the browser sent, and
    takes quotes off. Another host of the domain can plant a second cookie of the
    name, and nobody sees it here: where that matters, read the header, as above.
    """
    return choose([request.COOKIES.get("cookies_preferences", "")])
