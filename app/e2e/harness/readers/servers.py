"""A portal's server in Django, for the tests.

It says where it listens on its first line, and ends with its standard input.
The readers are those of web/readers, which PYTHONPATH names.
"""

import json
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

import cookies_preferences
import django_view

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a test",
)
django.setup()


def read(request):
    """The choice that each reader finds in the browser's request."""
    header = request.META.get("HTTP_COOKIE", "")
    return JsonResponse({
        "choices": {
            "cookies_preferences.py": cookies_preferences.read(header),
            "django_view.py, request.COOKIES": django_view.choice_in_cookies(request),
        },
        "measure": {"django_view.py": json.loads(django_view.view(request).content)["measure"]},
    })


def cases(request):
    """The choices that cookies_preferences.read finds in headers that no browser sends."""
    return JsonResponse([
        cookies_preferences.read(case["header"], case["version"], case["now"])
        for case in json.loads(request.body)
    ], safe=False)


def exempts(request):
    """Whether exempt trackers may measure, in the same way."""
    return JsonResponse([
        cookies_preferences.allows_exempt(
            cookies_preferences.read(case["header"], now=case["now"]), case["tracker"], case["gpc"])
        for case in json.loads(request.body)
    ], safe=False)


urlpatterns = [
    path("read", read),
    path("cases", cases),
    path("exempts", exempts),
]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


server = make_server(
    "127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Silent)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
