"""A Django project without files of its own: settings, and what has to be there before models are made.

Django is set up once in an interpreter's life; both talks about Django use this set-up.
"""

import django
from django.conf import settings

if not settings.configured:
    settings.configure(
        DEBUG=True,
        SECRET_KEY="only for a slide",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF="conference.django_site",
        STATIC_URL="/static/",
        USE_TZ=False,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/home/pyodide/conference.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "conference",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    django.setup()

from django.contrib import admin
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application
from django.core.management import call_command
from django.db import connection, models
from django.urls import clear_url_caches, path


class Model(models.Model):
    """A model of the talk's, which has no application of its own."""

    class Meta:
        abstract = True
        app_label = "conference"

    def __str__(self):
        return self.title


urlpatterns = [path("admin/", admin.site.urls)]
site = ASGIStaticFilesHandler(get_asgi_application())


def ready(model, *rows):
    """Make a model's table and fill it, have the admin show it, and let ada in with the password pw."""
    from django.contrib.auth.models import User

    call_command("migrate", verbosity=0)
    if model._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(model)
        for title in rows:
            model.objects.create(title=title)
    for before in [each for each in admin.site._registry if each._meta.label == model._meta.label]:
        admin.site.unregister(before)
    admin.site.register(model)
    urlpatterns[:] = [path("admin/", admin.site.urls)]
    clear_url_caches()
    if not User.objects.filter(username="ada").exists():
        User.objects.create_superuser("ada", "ada@example.org", "pw")
