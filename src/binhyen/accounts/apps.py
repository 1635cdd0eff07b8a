"""Tells Django about this storey."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, their posts, and where each post may act."""

    name = "binhyen.accounts"
