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
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

import cookies_preferences
import django_view

settings.configure(
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a test",
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
django.setup()

# What Django's session is to hold until the choice has been made.
BASKET = "3 jeux de données"


def portal(request):
    """The page in the body, which the test wrote, with Django's own cookies."""
    get_token(request)
    request.session["basket"] = BASKET
    return HttpResponse(request.body)


def read(request):
    """What each reader finds in the browser's request, and the other cookies beside it."""
    header = request.META.get("HTTP_COOKIE", "")
    return JsonResponse({
        "choices": {
            "cookies_preferences.py": cookies_preferences.read(header),
            "django_view.py, request.COOKIES": django_view.choice_in_cookies(request),
        },
        "measure": {"django_view.py": json.loads(django_view.view(request).content)["measure"]},
        "cookies": {"Django": request.COOKIES},
    })


def post(request):
    """Answers only those who send csrftoken back as Django wants it."""
    return JsonResponse({"basket": request.session.get("basket")})


def cases(request):
    """What cookies_preferences.read finds in headers that no browser sends."""
    return JsonResponse([
        cookies_preferences.read(case["header"], case["version"], case["now"]) for case in json.loads(request.body)
    ], safe=False)


urlpatterns = [
    path("portal", csrf_exempt(portal)),
    path("read", read),
    path("post", post),
    path("cases", csrf_exempt(cases)),
]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Silent)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
