"""Reads of accounts, posts and who holds which post; who acts."""

from binhyen.accounts.queries.actors import (
    HeldPost,
    PlaceOn,
    actor_at,
    actor_of,
    choose_post,
    has_second_factor,
    in_force,
    place_on,
    place_path,
    posts_answered_for,
    posts_held,
    posts_held_by,
    without_post,
)

__all__ = [
    "HeldPost",
    "PlaceOn",
    "actor_at",
    "actor_of",
    "choose_post",
    "has_second_factor",
    "in_force",
    "place_on",
    "place_path",
    "posts_answered_for",
    "posts_held",
    "posts_held_by",
    "without_post",
]
